namespace OmniForge.Agents.Scheduling;

/// <summary>Cities and states whose name alone tells the zone: those of the time zone database, and further large ones.</summary>
internal static class ZoneCities
{
    /// <summary>Region, then zone names; the last part of a zone name is the city.</summary>
    public const string Database = """
        Africa: Abidjan Accra Addis_Ababa Algiers Asmara Bamako Bangui Banjul Bissau Blantyre Brazzaville Bujumbura Cairo Casablanca
        Africa: Ceuta Conakry Dakar Dar_es_Salaam Djibouti Douala El_Aaiun Freetown Gaborone Harare Johannesburg Juba Kampala Khartoum
        Africa: Kigali Kinshasa Lagos Libreville Lome Luanda Lubumbashi Lusaka Malabo Maputo Maseru Mbabane Mogadishu Monrovia Nairobi
        Africa: Ndjamena Niamey Nouakchott Ouagadougou Porto-Novo Sao_Tome Tripoli Tunis Windhoek
        America: Adak Anchorage Anguilla Antigua Araguaina Argentina/Buenos_Aires Argentina/Ushuaia Aruba Asuncion Atikokan Bahia
        America: Bahia_Banderas Barbados Belem Belize Blanc-Sablon Boa_Vista Bogota Boise Cambridge_Bay Campo_Grande Cancun Caracas
        America: Cayenne Cayman Chicago Chihuahua Ciudad_Juarez Costa_Rica Coyhaique Cuiaba Curacao Danmarkshavn Dawson Dawson_Creek
        America: Denver Detroit Dominica Edmonton Eirunepe El_Salvador Fort_Nelson Fortaleza Glace_Bay Goose_Bay Grand_Turk Grenada
        America: Guadeloupe Guatemala Guayaquil Guyana Halifax Havana Hermosillo Indiana/Indianapolis Inuvik Iqaluit Jamaica Juneau
        America: Kentucky/Louisville Kralendijk La_Paz Lima Los_Angeles Lower_Princes Maceio Managua Manaus Marigot Martinique
        America: Matamoros Mazatlan Menominee Merida Metlakatla Mexico_City Miquelon Moncton Monterrey Montevideo Montserrat Nassau
        America: New_York Noronha Nuuk Ojinaga Panama Paramaribo Phoenix Port-au-Prince Port_of_Spain Porto_Velho Puerto_Rico
        America: Punta_Arenas Rankin_Inlet Recife Regina Rio_Branco Santarem Santiago Santo_Domingo Sao_Paulo Scoresbysund
        America: St_Barthelemy St_Johns St_Kitts St_Lucia St_Thomas St_Vincent Swift_Current Tegucigalpa Tijuana Toronto Tortola
        America: Vancouver Whitehorse Winnipeg Yakutat
        Asia: Aden Almaty Amman Anadyr Aqtau Aqtobe Ashgabat Atyrau Baghdad Bahrain Baku Bangkok Barnaul Beirut Bishkek Brunei
        Asia: Colombo Damascus Dhaka Dili Dubai Dushanbe Famagusta Gaza Hebron Ho_Chi_Minh Hong_Kong Irkutsk Jakarta Jayapura
        Asia: Jerusalem Kabul Kamchatka Karachi Kathmandu Khandyga Kolkata Krasnoyarsk Kuala_Lumpur Kuching Kuwait Macau Magadan
        Asia: Makassar Manila Muscat Nicosia Novokuznetsk Novosibirsk Omsk Phnom_Penh Pontianak Pyongyang Qatar Qostanay Qyzylorda
        Asia: Riyadh Sakhalin Samarkand Seoul Shanghai Singapore Srednekolymsk Taipei Tashkent Tbilisi Tehran Thimphu Tokyo Tomsk
        Asia: Ulaanbaatar Urumqi Ust-Nera Vientiane Vladivostok Yakutsk Yangon Yekaterinburg Yerevan
        Atlantic: Azores Bermuda Canary Cape_Verde Faroe Madeira Reykjavik South_Georgia St_Helena Stanley
        Australia: Adelaide Brisbane Broken_Hill Darwin Eucla Hobart Lindeman Lord_Howe Melbourne Perth Sydney
        Europe: Amsterdam Andorra Astrakhan Athens Belgrade Berlin Bratislava Brussels Bucharest Budapest Busingen Chisinau Copenhagen
        Europe: Dublin Gibraltar Guernsey Helsinki Isle_of_Man Istanbul Jersey Kaliningrad Kirov Kyiv Lisbon Ljubljana London
        Europe: Luxembourg Madrid Malta Mariehamn Minsk Monaco Moscow Oslo Paris Podgorica Prague Riga Rome Samara San_Marino Sarajevo
        Europe: Saratov Simferopol Skopje Sofia Stockholm Tallinn Tirane Ulyanovsk Vaduz Vatican Vienna Vilnius Volgograd Warsaw
        Europe: Zagreb Zurich
        Indian: Antananarivo Chagos Cocos Comoro Kerguelen Mahe Maldives Mauritius Mayotte
        Pacific: Apia Auckland Bougainville Chatham Chuuk Efate Fakaofo Fiji Funafuti Galapagos Gambier Guadalcanal Guam Honolulu
        Pacific: Kanton Kiritimati Kosrae Kwajalein Majuro Marquesas Nauru Niue Norfolk Noumea Pago_Pago Pitcairn Pohnpei Port_Moresby
        Pacific: Rarotonga Saipan Tahiti Tarawa Tongatapu Wallis
        """;

    /// <summary>Zone, then names of places that keep its time.</summary>
    public const string Further = """
        America/New_York: Boston; Washington DC; Miami; Atlanta; Philadelphia; Pittsburgh; Cleveland; Cincinnati; Columbus
        America/New_York: Charlotte; Orlando; Tampa
        America/New_York: Baltimore; Brooklyn; Manhattan; NYC; Raleigh; Jacksonville; Buffalo; New Jersey; Massachusetts
        America/New_York: Pennsylvania; Ohio; Virginia
        America/Chicago: Houston; Dallas; Austin; San Antonio; Minneapolis; New Orleans; Milwaukee; Memphis; Oklahoma City
        America/Chicago: St Louis; Fort Worth; Omaha
        America/Chicago: Illinois; Minnesota; Wisconsin; Iowa; Louisiana; Missouri; Kansas City
        America/Denver: Salt Lake City; Colorado Springs; Albuquerque; Colorado; Utah; New Mexico
        America/Phoenix: Arizona; Tucson; Scottsdale
        America/Los_Angeles: LA; San Francisco; SF; Seattle; San Diego; Las Vegas; Oakland; Sacramento; Silicon Valley
        America/Los_Angeles: California
        Pacific/Honolulu: Hawaii
        America/Anchorage: Alaska
        America/Toronto: Montreal; Ottawa; Quebec; Quebec City
        America/Edmonton: Calgary; Alberta
        America/Winnipeg: Manitoba
        America/Regina: Saskatoon; Saskatchewan
        America/Halifax: Nova Scotia
        America/St_Johns: Newfoundland
        America/Mexico_City: Guadalajara; Puebla
        America/Sao_Paulo: Rio; Rio de Janeiro; Brasilia; Belo Horizonte; Curitiba; Porto Alegre
        America/Bogota: Medellin; Cali
        America/Lima: Cusco
        Europe/London: Manchester; Edinburgh; Glasgow; Liverpool; Leeds; Bristol; Belfast; Cardiff; Oxford; England
        Europe/London: Scotland; Wales; Britain; UK
        Europe/London: Great Britain; GB; Northern Ireland
        Europe/Dublin: Cork; Galway
        Europe/Lisbon: Porto; Lisboa; Coimbra; Faro
        Europe/Madrid: Barcelona; Valencia; Seville; Bilbao; Malaga; Zaragoza
        Europe/Paris: Lyon; Marseille; Toulouse; Bordeaux; Lille; Strasbourg; Nantes
        Europe/Berlin: Munich; Hamburg; Frankfurt; Cologne; Stuttgart; Dusseldorf; Düsseldorf; Leipzig; Dresden; Hanover
        Europe/Berlin: Hannover; Nuremberg; Bremen
        Europe/Berlin: München; Köln; Bonn; Essen; Dortmund
        Europe/Zurich: Geneva; Basel; Bern; Lausanne; Zürich; Lucerne
        Europe/Vienna: Salzburg; Graz; Linz; Innsbruck; Wien
        Europe/Amsterdam: Rotterdam; The Hague; Utrecht; Eindhoven; Holland
        Europe/Brussels: Antwerp; Ghent; Bruges
        Europe/Rome: Milan; Naples; Turin; Florence; Venice; Bologna; Milano; Roma
        Europe/Copenhagen: Aarhus
        Europe/Stockholm: Gothenburg; Malmö; Malmo
        Europe/Oslo: Bergen; Trondheim
        Europe/Helsinki: Espoo; Tampere
        Europe/Warsaw: Krakow; Kraków; Gdansk; Wroclaw; Poznan; Lodz
        Europe/Prague: Brno; Czechia
        Europe/Athens: Thessaloniki
        Europe/Istanbul: Ankara; Izmir; Turkey
        Europe/Kyiv: Kiev; Lviv; Odesa
        Europe/Moscow: St Petersburg; Saint Petersburg
        Europe/Bucharest: Cluj
        Europe/Belgrade: Novi Sad
        Asia/Dubai: Abu Dhabi; UAE; Sharjah
        Asia/Riyadh: Jeddah; Mecca
        Asia/Qatar: Doha
        Asia/Jerusalem: Tel Aviv; Haifa
        Asia/Kolkata: Mumbai; Delhi; New Delhi; Bangalore; Bengaluru; Chennai; Hyderabad; Pune; Calcutta; Bombay; Ahmedabad
        Asia/Karachi: Lahore; Islamabad
        Asia/Dhaka: Chittagong
        Asia/Shanghai: Beijing; Shenzhen; Guangzhou; Hangzhou; Chengdu; Mainland China
        Asia/Tokyo: Osaka; Kyoto; Yokohama; Nagoya; Sapporo; Fukuoka
        Asia/Seoul: Busan; Korea; South Korea
        Asia/Bangkok: Chiang Mai; Phuket
        Asia/Ho_Chi_Minh: Hanoi; Saigon; Ho Chi Minh City
        Asia/Manila: Cebu; Quezon City
        Asia/Jakarta: Bandung; Surabaya
        Asia/Makassar: Bali; Denpasar
        Asia/Taipei: Kaohsiung
        Asia/Yangon: Rangoon; Burma
        Australia/Sydney: Canberra; New South Wales
        Australia/Melbourne: Victoria Australia; Geelong
        Australia/Brisbane: Queensland; Gold Coast; Cairns
        Australia/Hobart: Tasmania
        Pacific/Auckland: Wellington; Christchurch; Queenstown
        Africa/Johannesburg: Cape Town; Durban; Pretoria
        Africa/Lagos: Abuja
        Africa/Nairobi: Mombasa
        Africa/Casablanca: Rabat; Marrakesh; Marrakech
        Africa/Cairo: Alexandria Egypt; Giza
        """;
}
