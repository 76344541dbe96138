/** Given names of the Bible and of Hebrew, with what they become in other languages and at home. A line is one name; a short form may stand in several. */
export const hebrew = `
אברהם אבי אברום אברמל'ה אבריימי בומי רמי | abraham avraham avrahom abram abe avi avrum ibrahim
אבינועם אבי | avinoam avi
אבישי אבי | avishai avishay abishai avi
אביעד אבי | aviad avi
אביגדור אבי ויגדור | avigdor avi
אביתר אבי | evyatar aviatar avi
אביאל אבי | aviel avi
אבירם אבי | aviram avi
אביב | aviv
אבנר אבי | avner abner
אבשלום אבי | avshalom absalom
אדם | adam
אהרן אהרון ארון ארי אהרלה רוני | aharon aaron ahron aron arale
אהוד אודי | ehud udi
אוהד | ohad
אור אורי | or
אורי אוריאל | uri ury ori uriel
אורן | oren
איתי איתיי | itai itay etai
איתן | eitan eytan ethan etan
איתמר | itamar ittamar
אילן אילני | ilan
איתיאל | itiel
איוב | iyov job ayoub
איל אייל | eyal ayal
אלון | alon allon
אלחנן חנן | elhanan elchanan hanan
אלי אליהו אליה אליאב אליעזר אלימלך אליקים | eli elie ely ellie
אליהו אלי אליה | eliyahu eliahu elijah elias eli eliya
אליעזר אלי לייזר לזר | eliezer eli leizer lazar
אלעזר | elazar eleazar lazar lazarus
אלימלך מלך | elimelech elimelekh
אליקים אלי | elyakim eliakim
אלישע | elisha
אלקנה | elkana elkanah
אמנון | amnon
אמיר | amir ameer
אמיתי אמתי | amitai amitay
אסף אסי | asaf assaf asaph
אפרים אפי אפרום | efraim ephraim efrayim effi
אריה אריאל ארי ליב לייב | arie aryeh arieh ari leib leo leon
אריאל אריק ארי אריאלה | ariel arik ari
אריק אריאל אריה | arik eric erik
אשר | asher
בועז | boaz
בנימין בני בנג'י בינימין | benjamin binyamin benyamin benny beni ben
בן בנימין | ben
ברוך | baruch barukh
בצלאל צלי | bezalel betzalel bezalel tzali
ברק | barak
גבריאל גבי | gabriel gavriel gabi gaby gabby
גדליה גדליהו | gedalia gedaliah gedalya
גדעון גידי גדי | gideon gidon gidi
גד גדי | gad gadi
גרשון גרשי | gershon gershom
גלעד גילי | gilad gilead gil
גיל גילי | gil
גיא | guy guy
דב דובי דובל'ה בר | dov dovi ber
דוד דודי דודו דידי דייב דייויד דיוויד דודל'ה | david dovid dudi dudu dave davy daud
דניאל דני דן | daniel danny dani dan danyal
דרור | dror
הלל | hillel hilel
זאב וולף זאביק ולוול | zeev zev wolf velvel
זבולון זבולן | zevulun zebulun
זלמן שלמה | zalman
זכריה זכאי | zechariah zachary zecharia zack zach
חגי | hagai haggai hagay chagai
חזקיהו חזי | hezekiah hizkiyahu hezi
חיים ויטל חיימקה | haim chaim hayim hayyim chayim haym vital
חנוך | hanoch enoch chanoch hanokh
חנן חנניה אלחנן | hanan chanan
טוביה טובי | tuvia tobias tuvya toby
יאיר | yair jair
יאשיהו | yoshiyahu josiah
יגאל | yigal igal yigael
יהודה יודה יודל'ה אודי ליב | yehuda judah yehudah juda jehuda judd yuda
יהונתן יונתן יוני ג'ונתן | jonathan yehonatan yonatan yoni jon jonny
יהושע שוקי יהושוע שייקה ג'ושוע | joshua yehoshua josh shuki yoshua
יואב | yoav joab
יואל | yoel joel
יובל | yuval
יוחאי | yohai yochai
יוחנן ג'ון יאן יוהן | yohanan yochanan john johanan ian jan johann hans ivan
יונה | yona jonah yonah jonas
יורם | yoram joram
יוסף יוסי ג'ו ג'וזף יוסל'ה סוסו ספי | yosef joseph josef yossi yosi joe jose yousef yusuf yousuf youssef josep sefi
יותם | yotam jotham
יחזקאל חזי חזקל | ezekiel yehezkel yechezkel hezi yehezqel haskel
יחיאל | yehiel yechiel jehiel
ינון | yinon
יעקב קובי יענקי יענקל'ה ג'ייקוב ג'ק ז'אק קוקי | yaakov jacob yaacov yakov jack kobi koby jake jacques yankel jacobo yaqub jakob
יפתח | yiftach iftach jephthah
יצחק איציק איצקו צחי אייזיק יצחקי | yitzhak isaac yitzchak itzhak izhak itzik tzachi ike isaak yitschak
ירון | yaron
ירוחם | yeruham yerucham
ירמיהו ירמי | yirmiyahu jeremiah jeremy yirmi
ישי | yishai jesse ishai
ישעיהו שעיה ישעיה שייקה | yeshayahu isaiah yeshaya shaike
ישראל סרוליק שרוליק אישי | israel yisrael srulik yisroel isroel
יששכר | issachar yissachar yisachar
כפיר | kfir
ליאור ליאורי | lior leor
מאיר מאירקה | meir meyer meier mayer
מיכאל מיקי מישה מיקל מייק מייקל מיכה | michael mike micky mikhael misha michel miki mickey
מיכה | micha micah
מנחם מנדל מנדי מני | menachem menahem mendel mendy meni menny
מנשה | menashe manasseh menasseh
מרדכי מוטי מוטל מוטקה מורדי מוטל'ה מרדוש | mordechai mordecai motti moti mordehai mordekhai motty
משה מוישה מוש משהל'ה מושיק מושון | moshe moses moishe moshik moyshe moussa musa
מתתיהו מתי מתיתיהו | matityahu mati mattathias matthew
מתן | matan mattan
נדב | nadav
נועם נעם | noam
נח נוח | noah noach
נחום | nahum nachum
נחמיה | nehemiah nehemia nechemia
נחמן | nachman nahman
ניסים נסים | nissim nisim
ניר | nir
נמרוד נימי | nimrod
נפתלי תולי | naftali naphtali tuli
נתן נתי | nathan natan nat nati
נתנאל נתי | netanel nathaniel nethanel nati
עדי | adi
עובדיה עובד | ovadia obadiah ovadya obadia
עוזי עוזיאל | uzi
עודד | oded
עופר | ofer opher
עזרא | ezra
עזריאל עזי | azriel azrael
עידן עדן | idan
עידו עדו | ido iddo edo
עמוס | amos
עמי עמיאל עמירם עמיחי | ami
עמית | amit
עמנואל מנו עמי מני | emanuel immanuel emmanuel manny manu
עמרם | amram
עמרי עומרי | omri
עקיבא | akiva akiba
ערן | eran
פינחס פנחס פיני פינקי | pinchas pinhas phineas pini pinny
פסח | pesach pesah
צבי צביקה הרש הירש הרשל צביקא | zvi tzvi zwi hirsch hersh zvika tzvika hershel cvi
צדוק | zadok tzadok
צחי צחיאל | tzachi zachi tsahi
צפניה | zephaniah tzfania
קלמן קלונימוס | kalman kalonymus
ראובן רובי רובן | reuven reuben ruben rubi ruvi rubin
רון רוני | ron ronnie
רונן רוני | ronen
רחמים רחמי | rahamim rachamim
רם רמי | ram rami
רמי אברהם רפאל ירמיהו עמירם רחמים | rami
רפאל רפי רפאלי | rafael raphael refael rafi rafy raphi
רועי | roi roy roee roei ro'i
שאול שאולי | shaul saul
שי | shai shay
שבתאי שבתי | shabtai sabbatai shabbetai
שחר | shahar shachar
שלום | shalom sholom
שלמה שלומי זלמן שלוימי סולומון | shlomo solomon shelomo shlomi solly sol sulaiman salomon
שמואל שמוליק סמי שמיל סם סמואל שמוליק | shmuel samuel shmulik sam sami sammy smuel
שמחה | simcha simha
שמעון סימון שימי שמעיה שמוניק | shimon simon simeon shimi simo shim'on
שמריהו שמריה | shmaryahu shemaria shmarya
שמשון | shimshon samson shimson
שניאור שנאור | shneur schneur
שרגא פייבל | shraga feivel
תומר | tomer
אביגיל אבי גילי | avigail abigail abby gail
אביבה | aviva
אביטל | avital
אדווה אדוה | adva
אהובה | ahuva
אודליה | odelia odeliah
אורית | orit
אורה | ora orah
אורלי | orly orli
אורנה | orna
אופירה | ofira
אילה איילה איילת | ayala ayelet
אילנה | ilana elana
אירית | irit
אלה | ella ela
אלישבע שבע בטי | elisheva elizabeth elisabeth liz betty lisa eliza
אסתר אתי אסתי אסטר אסתרית | esther ester etti esti hester
אפרת | efrat ephrat
בינה | bina
ברכה | bracha brakha beracha
ברוריה | bruria beruria
בתיה בתי בטי | batya batia bithia basya
בת-שבע בתשבע שבע | batsheva bathsheba
גאולה | geula
גילה גילי | gila
גלית גלי | galit
גליה | galia galya
גיטה גיטל | gita gitel
דבורה דבי דברה דבורל'ה | deborah devora dvora debra debbie devorah
דינה | dina dinah
דליה | dalia dahlia dalya
דנה | dana
דפנה | dafna daphne daphna
הגר | hagar
הדס הדסה | hadas hadassah hadassa
הילה | hila
הודיה | hodaya hodaia
ורד ורדית | vered rose
ורדה | varda vardah rose
זהבה גולדה זהבית | zahava golda goldie
זיוה | ziva
חגית חגי | hagit chagit
חוה חווה איב | chava hava eve eva chavah
חיה חייקה | haya chaya
חנה חני אנה הנה חנל'ה | hannah chana hanna anna anne ann hana ana chanah
חמוטל טלי | hamutal chamutal
טובה | tova toba
טליה טלי | talia talya tali thalia
טל טלי | tal
יהודית יודית דיתי ג'ודי | yehudit judith judy judit yudit
יוכבד | yocheved jochebed yoheved
יעל יעלי | yael jael yaeli
יסכה ג'סיקה | jessica iscah
יפה שיינדל | yafa yaffa jaffa
ירדנה ירדן | yardena jordan
כרמית כרמלה כרמל | carmit carmela carmel
לאה לייקה | leah lea lia leia
לבנה | levana
ליאורה | liora leora
לילך | lilach lilac
לימור | limor
מאיה מיה | maya maia mia
מזל | mazal
מיכל מיכלי | michal mihal
מירב מרב | merav meirav
מירה מרים | mira
מרים מירי מיריי מירל מריה מרי | miriam miryam miri maria mary mimi marie maryam mariam
מלכה | malka malkah
מנוחה | menucha
מרגלית מרגריט פנינה | margalit margaret
נאוה נאווה | nava
נגה נוגה | noga
נועה נעה | noa noah
נורית | nurit
נחמה | nechama nehama
נילי | nili
נעמי נועמי | naomi noemi noomi
נעמה | naama na'ama naamah
נירה נירית | nira
סיגל סיגלית | sigal sigalit
סמדר | smadar
עדינה עדי | adina
עדנה | edna
עליזה | aliza
ענבל | inbal
ענת ענתי | anat
עפרה עופרה | ofra ophra oprah
פנינה פניני | pnina penina pearl
פרידה פריידל | frida freida
צביה | zvia tzvia
ציפורה צפורה ציפי פייגה | tzipora zipporah tzipi zipora tsipora feiga tsipi
צילה | tzila zillah cila
רבקה ריקי רבקל'ה ריבה רבקי | rebecca rivka rebekah riki becky rivkah reba ricki
רבקי רבקה | rivki
רויטל | revital
רוחמה | ruhama
רונית | ronit
רות רותי רוט רותם | ruth rut ruti ruthie
רותם | rotem
רחל רחלי רייצ'ל רוחל'ה שלי | rachel rahel raquel racheli rachael
רינה רינת | rina rinat
שולמית שולי שולה | shulamit shulamith shuli shula
שושנה שוש סוזן רוזה שושי | shoshana susan suzanne susanna shosh rose susie shoshanna
שירה שיר | shira shir
שלומית | shlomit shelomit salome
שפרה | shifra
שרה שרי שרל'ה סרה שרית שורה | sarah sara sari sally sarit sura
תמר תמי תמרה תמרי | tamar tamara tammy tami
תהילה תהלה | tehila tehilla
תקוה תקווה | tikva hope
שרון | sharon
ורוניקה | veronica
`
