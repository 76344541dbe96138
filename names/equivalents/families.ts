/** Family names that are one name however families spell them. A line is one name. */
export const families = `
כהן הכהן כהנא כגן קהן קאהן כאהן קון | cohen kohen cohn kohn kahn cahn cohan kagan coen hacohen cahen cahana kahana
לוי הלוי לווי לויא | levi levy halevi halevy lewi lewy levie
לוין לווין לעווין | levin levine lewin levinn
מזרחי | mizrahi mizrachi mizrachy
פרץ פריץ | peretz perez peres
ביטון | biton bitton
אברמוביץ אברמוביץ' | abramovich abramovitz abramowitz abramovitch
פרידמן פרידמאן | friedman fridman freedman friedmann
כץ קץ קאץ | katz kats catz
שפירא שפירו שפירה | shapira shapiro spiro schapira szapiro
שוורץ שורץ שווארץ | schwartz schwarz shvarts shvartz szwarc swartz schwarcz
וייס ויס | weiss weis vais wais
קליין קלין | klein kline kleyn
גרינברג | greenberg grinberg gruenberg grynberg
רוזנברג | rosenberg rozenberg
גולדברג | goldberg
גולדשטיין גולדשטין | goldstein goldshtein goldshteyn goldstien
רוזן | rosen rozen
רוזנטל | rosenthal rozental rosental
הופמן | hoffman hofman hoffmann
הורוביץ הורביץ הורוויץ גורביץ' | horowitz horovitz hurwitz gurevich horwitz hurvitz
רבינוביץ רבינוביץ' | rabinovich rabinowitz rabinovitch rabinovitz
ברקוביץ ברקוביץ' | berkowitz berkovich berkovitz
מושקוביץ מושקוביץ' | moskowitz moshkovitz moskovitz
אזולאי | azoulay azulai azulay
אוחיון | ohayon ochayon
עמר אמר | amar
גבאי | gabay gabbai gabbay gabai
אוחנה | ohana ochana
מלכה | malka malca
אשכנזי | ashkenazi eskenazi ashkenazy
סבג סבאג | sabag sabbag
אלבז | elbaz albaz
דהן | dahan
חזן | hazan chazan hazzan
`
