/** Given names of Europe and America with their short forms and their cousins in other languages. A line is one name; a short form may stand in several. */
export const european = `
אלכסנדר אלכס סשה סאשה אלכסנדרוס אליק | alexander alex sasha alexandre aleksandr alexandr alec alik sandro alejandro
אלכסנדרה אלכסה סשה סנדרה | alexandra alexa sandra sasha aleksandra
אלכסיי אליושה | alexei alexey alexis aleksei
אלברט | albert bert alberto
אלפרד | alfred fred alfredo
אנדרו אנדי אנדריי אנדרה אנדריאס | andrew andy andrei andre andreas andrey andrea drew
אנטוני טוני אנטון אנטואן אנטוניו | anthony tony anton antoine antonio antony
אנה אניה אנושקה אן | anna anya anne ann annie
אנסטסיה נסטיה | anastasia nastya
ארתור | arthur art artur arturo
ארנסט | ernest ernst ernie
באב בוב רוברט בובי | bob bobby robert rob robbie roberto rupert
בוריס | boris
ויליאם ביל בילי וויליאם וילי ויל | william bill billy will willy willie wilhelm guillaume liam
ויקטור | victor viktor vic
ויקטוריה ויקי | victoria vicky viktoria vika
ולדימיר וולודיה ולד ולאדימיר וובה | vladimir volodymyr vlad vova wladimir
ולנטין | valentin valentine
ולרי | valery valeri
גרגורי גריגורי גרישה גרג | gregory greg grigory grigori grisha
דונלד | donald don donny
דמיטרי דימה דימיטרי | dmitry dmitri dima dimitri dmitriy dimitry
הנרי הארי אנרי היינריך | henry harry henri heinrich hank enrique
הרברט | herbert herb
הרולד | harold hal
וולטר ולטר | walter walt
חואן | juan john
חורחה | jorge george
טימותי טים | timothy tim timmy
תומאס תומס טום טומי | thomas tom tommy tomas
תיאודור תאודור טד | theodore ted teddy theodor fyodor fedor
אדוארד אד אדי טד אדוארדו | edward ed eddie eddy ted eduard edouard eduardo edvard
אדווין | edwin ed
אדגר | edgar ed
אוליבר | oliver
איגור | igor
אירנה אירינה אירה | irena irina irene ira
אלינור אלנור נורה | eleanor elinor nora ellie
אליס | alice alicia
אליזבת אליזבט ליז בטי אליסה ליסה בת' ליזי | elizabeth elisabeth liz lizzie beth betty betsy eliza lisa elsa isabel
אמילי אמיליה | emily emilia emilie
אניטה | anita
אנג'לה אנגלה | angela angie
ברברה ברבארה | barbara barb varvara
ברטה | bertha berta
ברנרד | bernard bernie bernhard
ג'ואן ג'ואנה יואנה | joan joanna johanna joanne
ג'ון יוחנן ג'וני ג'ק איוון | john johnny jon jack ivan jean giovanni sean ian johannes
ג'יימס ג'ים ג'ימי | james jim jimmy jamie
ג'ניפר ג'ני | jennifer jenny jen
ג'סיקה ג'סי | jessica jess jessie
ג'פרי ג'ף | jeffrey jeff geoffrey geoff jeffery
ג'רלד ג'רי | gerald jerry gerry gerard
ג'ראלד ג'רי | jerome jerry
ג'ורג' גאורג יורי גיאורגי ז'ורז' | george georg yuri jorge georges georgi jerzy
ג'וליה יוליה ג'ולי | julia yulia julie julia iuliia
ג'וליאן | julian julien
ג'ואל | joel yoel
גוסטב גוסטבו | gustav gustavo gus
דבורה דבי | deborah debbie deb debra
דייוויד דיוויד דייב דוד דויד דייויד | david dave davey
דוגלס | douglas doug
דורותי דוריס | dorothy dorothea dolly dot
דניס | dennis denis denise
וירג'יניה | virginia ginny
ולרי ולריה | valerie valeria
ורה | vera
זיגמונד | sigmund siegmund
חוזה | jose joseph pepe
טטיאנה טניה | tatiana tanya tatyana
יבגני יוג'ין ז'ניה ג'ין | evgeny eugene yevgeny evgeni gene zhenya eugen
יבגניה ז'ניה | evgenia eugenia yevgenia zhenya
יקטרינה קטיה קתרין אקטרינה | ekaterina katya catherine yekaterina katia
קתרין קייט קטי קתי קתרינה קאתי קטרין קטרינה קארן | catherine katherine kate kathy katie cathy kathryn katharine kathleen cate katrina karen kitty catarina
ילנה אלנה לנה הלנה | elena yelena helen helena lena jelena
הלן הלנה אלן | helen helena ellen helene
לאון ליאון לב לאו ליאו | leon leo lev leonid
לאונרד לן לני | leonard len lenny leonardo
לאוניד ליוניה | leonid lenya
לורה לאורה | laura lora laurie
לורנס לארי | lawrence larry laurence lorenzo lorence
לואיס לואי לואיג'י לודוויג | louis lewis luis lou ludwig luigi louie
לוסי לוסיה | lucy lucia lucie
ליליאן לילי | lillian lily lilian liliana
לינדה | linda lynn
מגדלנה לנה | magdalena magda
מדלן | madeleine madeline maddie
מיכאל מייקל מישה מיקי מייק מיכאיל מיגל מישל | michael mike misha mikhail miguel michel mick mickey
מקסים מקס מקסימיליאן | maxim max maximilian maksim
מרגרט מרגרטה מגי פגי ריטה מרגו | margaret maggie peggy meg margarita rita marguerite marge greta margot
מרינה | marina
מריה מרי מרים מאריה מריו מאשה מריאנה | maria mary marie masha mariya
מרטין מרטי | martin marty martyn
מרק מארק מרקו מרקוס | mark marc marco marcus markus marcos
מתיו מאט מתי מתיאס מתתיהו | matthew matt mathew matthias mateo matias
ניקולאי ניקולס ניק קוליה ניקולא ניקולאוס | nicholas nick nikolai nicolas nikolay nicky nicola kolya nikolaus klaus nico
נטליה נטשה נטלי נטאליה | natalia natasha natalie nataly nathalie natalya
נינה | nina
סופיה סופי סוניה | sophia sofia sophie sonia sonya sofie
סוזן סוזי סוזנה סו | susan suzanne sue susie suzy susanna
סטיבן סטיב סטפן סטיבי סטפנו | steven stephen steve stefan stephan stefano stevie esteban etienne
סטנלי סטן | stanley stan
סטיוארט | stuart stewart stu
סטפני סטפניה | stephanie stefanie steffi
סילביה | sylvia silvia
סמנתה | samantha sam
סבטלנה סבטה | svetlana sveta lana
סרגיי סרגי סרז' סרג'יו סריוז'ה | sergey sergei serge sergio sergej
פאבל פול פאול פבלו פאולו | paul pavel pablo paolo pawel
פטר פיטר פטרו פייר פיוטר פטיה פדרו | peter pete pierre pedro pyotr petr pietro piotr
פטריק פט | patrick pat paddy
פטרישיה פט טרישיה | patricia pat patty trish
פיליפ פיל | philip phil phillip philippe felipe
פליקס | felix
פרדריק פרד פרדי פרידריך פריץ | frederick fred freddy friedrich fritz frederic frederik
פרנסיס פרנק פרנסיסקו פרנץ פרנסואה פרנצ'סקו | francis frank francisco franz francois francesco frances
פרנק | frank franklin
צ'ארלס צ'רלס צ'רלי שארל קרל קארל קרלוס קרלו | charles charlie chuck karl carl carlos carlo charly
קונסטנטין קוסטיה | konstantin constantine kostya
קלרה קלייר קלאר | clara claire klara clare
קנת קן קני | kenneth ken kenny
קרולין קרול קרולינה | caroline carol carolyn carolina karolina
קריסטופר כריס כריסטופר כריסטוף | christopher chris christoph kristof cristobal christophe
כריסטיאן קריסטיאן | christian kristian cristian
כריסטינה קריסטינה כריס | christina christine cristina chris kristina tina
רוברטה | roberta bobbie
רודולף רודי | rudolf rudolph rudy
רונלד רון | ronald ron ronnie ronny
רוז רוזה רוזי | rose rosa rosie roza
רוזלי רוזליה | rosalie rosalia
רוז'ה רוג'ר | roger rodger
רומן | roman
ריימונד ריי | raymond ray raymund ramon
ריצ'רד דיק ריק ריקי ריכרד ריקרדו ריץ' | richard rick ricky dick rich ricardo richie
רבקה בקי | rebecca becky
ריינר | rainer reiner
שון | sean shawn shaun john
תרזה תרז טרזה | teresa theresa terry tess therese
ולנטינה | valentina
דיאנה דיאן | diana diane dianna
ויולט ויולטה | violet violetta
זוהרה | zohara zahra zehra
פלורה | flora
פורטונה מזל | fortuna fortunee
ז'קלין ג'קלין | jacqueline jackie jaqueline
ז'נט ג'נט | janet jeanette jane
ז'אן ג'ין | jean jane
ארמנד ארמונד | armand armando
אדולפו אדולף | adolf adolph adolfo
מוריס מוריץ | maurice morris moritz mauricio
סלבטור | salvatore salvador
יוליוס ג'וליוס | julius jules julio
לודמילה לודה | ludmila lyudmila luda lyuda
לריסה | larisa larissa
אולגה | olga
אוקסנה | oksana
גלינה | galina
ויאצ'סלב סלאבה | vyacheslav slava viacheslav
סטניסלב סטס | stanislav stas stanislaw
ירוסלב | yaroslav jaroslav
רוסלן | ruslan
ארקדי | arkady arkadi
גנאדי גנדי | gennady genady gena
ליובוב ליובה | lyubov luba lyuba liubov
נדז'דה נדיה | nadezhda nadia nadya
ואדים | vadim
סמיון שמעון | semyon semion simon
אפים חיים | efim yefim
`
