/** Arabic names as they are written in Israel in Hebrew letters, and in Latin ones. A line is one name. */
export const arabic = `
מוחמד מחמד מוחמאד מוחמט | muhammad mohammed mohamed mohammad muhammed mohamad mehmet mohd mohamet mahomet
מחמוד | mahmoud mahmud mahmood
אחמד אחמאד | ahmad ahmed achmad achmed
מוסטפא מוסטפה מוסטאפא | mustafa mostafa moustafa mustapha
אבראהים איברהים אברהים אבראהם | ibrahim ebrahim abraham
יוסף יוסוף | yusuf yousef youssef yousuf yosef joseph
עלי | ali aly
חסן חאסן | hassan hasan
חוסיין חוסין חסין | hussein husayn hussain hossein husain
ח'אלד חאלד | khaled khalid haled
עומר עמר עומאר | omar umar omer
עותמאן עות'מאן עוסמאן | othman uthman osman
עבד אבד | abed abd
עבדאללה עבדאללא עבדללה עבדאלה | abdullah abdallah abdalla abdulla
עבדאלרחמן עבדלרחמן | abdelrahman abdulrahman
אבו | abu abou abo
אום | umm um
אבן איבן | ibn
עביד עוביד עבייד | obeid abid ubaid obaid ubayd abeid
סאלח סלאח צאלח | saleh salih salah
סלים סאלים | salim saleem selim
סמיר | samir sameer
סאמי סמי | sami samy
סעיד סאעיד | said saeed saed sa'id
סולימאן סולימן סלימאן סולימאן | suleiman sulaiman soliman sulayman suleyman
ג'מאל גמאל | jamal gamal jamaal
ג'מיל גמיל | jamil gamil
ג'אבר | jaber jabir jabr
ג'ורג' גורג ג'ורג ג'רייס ג'ריס גורגי | george jorge georges jiryis georg jeries
ג'בריל | jibril gabriel
ג'עפר | jafar jaafar
חמזה | hamza hamzah
חליל ח'ליל | khalil halil
חאתם חתם | hatem hatim
חאמד חמד | hamed hamad
חנא חנה | hanna
טארק | tarek tariq tareq tarik
טאהר | taher tahir
יאסר | yasser yasir yaser
יאסין יאסינ | yassin yasin
יזיד | yazid
כמאל | kamal kemal
כרים | karim kareem
ליאלי ליילא לילא לילה | layla leila laila leyla
מאהר | maher mahir
מג'ד | majd
מאג'ד מג'יד | majed majid maged
מוניר | munir mounir
מועתז | mutaz moataz
מוסא מוסה | musa mousa moussa moses
מחסן | mohsen muhsin
נביל | nabil
נאדר | nader nadir
נאסר נסר | nasser naser nasir
נג'יב | najib naguib
נור נורה | nour noor nur
נידאל | nidal
עאדל | adel adil
עאמר | amer amir
עיסא עיסה | issa isa eissa
עימאד עמאד | imad emad
עזיז עבדאלעזיז | aziz
עלאא עלאה | alaa ala
פואד | fuad fouad
פאדי | fadi fady
פאיז | fayez faiz
פארס | fares faris
פהד | fahd fahed
פיסל פייסל | faisal feisal faysal
קאסם | qasem kassem qasim kasem
ראמי רמי | rami ramy
ראאד ראיד | raed raad
ראשד רשיד | rashid rashed
רמדאן רמזאן | ramadan ramzan
רמזי | ramzi
ריאד ריאץ | riad riyad riyadh
שאדי | shadi shady
שריף | sharif sherif shareef
ת'אאר ת'איר תאיר | thaer tha'ir
תופיק תאופיק | tawfiq tawfik taufik
אימאן | iman eman
אמאני | amani
אמאל אמל | amal
אמינה | amina amena
אסמא אסמאא | asma asmaa
ג'נא ג'נה | jana janna
ח'דיג'ה חדיג'ה | khadija khadijah
חלימה | halima
יסמין יאסמין | yasmin yasmine jasmine yasmeen
מאיסה | maysa maisa
מלאק | malak
מרים מריאם | maryam mariam miriam
מונא מונה | mona muna
נאדיה נדיה | nadia nadya
נואל | nawal
נג'וא | najwa
סועאד סועד | suad souad
סמירה | samira
סנא סנאא | sana sanaa
פאטמה פטמה פאטימה פטימה | fatima fatma fatimah fatmeh
ראניה | rania raniya
רים | reem rim
רנא | rana
שיראז | shiraz
זיינב זינב | zainab zaynab zeinab zeynep
עאישה עיישה | aisha aysha aicha ayesha
זועבי זעבי | zoabi zuabi zuaby
ח'טיב חטיב | khatib khateeb hatib
ח'ורי חורי | khoury khouri huri
טאהא טהא | taha
אגבאריה אגברייה | aghbaria agbaria agbarieh
ג'בארין גבארין | jabarin jabareen
מחאג'נה מחג'נה | mahajna mahajne
חדד חדאד | haddad hadad
נג'אר נגאר | najjar najar
מנסור | mansour mansur
`
