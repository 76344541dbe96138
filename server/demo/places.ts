/** Towns the demo company delivers to: name, Latin name, telephone area, the team that serves it. */
export type Town = { name: string; latin: string; area: string; team: 'north' | 'centre' | 'south' }

const row = (name: string, latin: string, area: string, team: Town['team']): Town => ({ name, latin, area, team })

export const towns: readonly Town[] = [
  row('חיפה', 'Haifa', '4', 'north'),
  row('נצרת', 'Nazareth', '4', 'north'),
  row('עכו', 'Acre', '4', 'north'),
  row('נהריה', 'Nahariya', '4', 'north'),
  row('כרמיאל', 'Karmiel', '4', 'north'),
  row('טבריה', 'Tiberias', '4', 'north'),
  row('עפולה', 'Afula', '4', 'north'),
  row('קריית ביאליק', 'Kiryat Bialik', '4', 'north'),
  row('שפרעם', 'Shefa-Amr', '4', 'north'),
  row('זכרון יעקב', 'Zikhron Yaakov', '4', 'north'),
  row('יקנעם עילית', 'Yokneam Illit', '4', 'north'),
  row('תל אביב–יפו', 'Tel Aviv-Yafo', '3', 'centre'),
  row('רמת גן', 'Ramat Gan', '3', 'centre'),
  row('גבעתיים', 'Givatayim', '3', 'centre'),
  row('חולון', 'Holon', '3', 'centre'),
  row('בת ים', 'Bat Yam', '3', 'centre'),
  row('פתח תקווה', 'Petah Tikva', '3', 'centre'),
  row('הרצליה', 'Herzliya', '9', 'centre'),
  row('רעננה', 'Raanana', '9', 'centre'),
  row('כפר סבא', 'Kfar Saba', '9', 'centre'),
  row('נתניה', 'Netanya', '9', 'centre'),
  row('הוד השרון', 'Hod HaSharon', '9', 'centre'),
  row('טייבה', 'Tayibe', '9', 'centre'),
  row('ירושלים', 'Jerusalem', '2', 'south'),
  row('מודיעין', 'Modiin', '8', 'south'),
  row('ראשון לציון', 'Rishon LeZion', '3', 'south'),
  row('רחובות', 'Rehovot', '8', 'south'),
  row('אשדוד', 'Ashdod', '8', 'south'),
  row('אשקלון', 'Ashkelon', '8', 'south'),
  row('באר שבע', 'Beer Sheva', '8', 'south'),
  row('רהט', 'Rahat', '8', 'south'),
  row('אילת', 'Eilat', '8', 'south'),
]
