namespace OmniForge.Agents.Scheduling;

/// <summary>Countries by how many clocks they keep. Source: the country table of the time zone database.</summary>
internal static class ZoneCountries
{
    /// <summary>Every part of the country keeps one time.</summary>
    public const string OneZone = """
        Andorra=Europe/Andorra; United Arab Emirates=Asia/Dubai; Afghanistan=Asia/Kabul; Antigua and Barbuda=America/Antigua;
        Anguilla=America/Anguilla; Albania=Europe/Tirane; Armenia=Asia/Yerevan; Angola=Africa/Luanda;
        Argentina=America/Argentina/Buenos_Aires; American Samoa=Pacific/Pago_Pago; Austria=Europe/Vienna; Aruba=America/Aruba;
        Åland Islands=Europe/Mariehamn; Azerbaijan=Asia/Baku; Bosnia and Herzegovina=Europe/Sarajevo; Barbados=America/Barbados;
        Bangladesh=Asia/Dhaka; Belgium=Europe/Brussels; Burkina Faso=Africa/Ouagadougou; Bulgaria=Europe/Sofia;
        Bahrain=Asia/Bahrain; Burundi=Africa/Bujumbura; Benin=Africa/Porto-Novo; Saint Barthelemy=America/St_Barthelemy;
        Bermuda=Atlantic/Bermuda; Brunei=Asia/Brunei; Bolivia=America/La_Paz; Bonaire=America/Kralendijk; Bahamas=America/Nassau;
        Bhutan=Asia/Thimphu; Botswana=Africa/Gaborone; Belarus=Europe/Minsk; Belize=America/Belize; Cocos Islands=Indian/Cocos;
        Central African Republic=Africa/Bangui; Congo Brazzaville=Africa/Brazzaville; Switzerland=Europe/Zurich;
        Côte dIvoire=Africa/Abidjan; Cook Islands=Pacific/Rarotonga; Cameroon=Africa/Douala; Colombia=America/Bogota;
        Costa Rica=America/Costa_Rica; Cuba=America/Havana; Cape Verde=Atlantic/Cape_Verde; Curaçao=America/Curacao;
        Christmas Island=Indian/Christmas; Cyprus=Asia/Nicosia; Czech Republic=Europe/Prague; Germany=Europe/Berlin;
        Djibouti=Africa/Djibouti; Denmark=Europe/Copenhagen; Dominica=America/Dominica; Dominican Republic=America/Santo_Domingo;
        Algeria=Africa/Algiers; Estonia=Europe/Tallinn; Egypt=Africa/Cairo; Western Sahara=Africa/El_Aaiun; Eritrea=Africa/Asmara;
        Ethiopia=Africa/Addis_Ababa; Finland=Europe/Helsinki; Fiji=Pacific/Fiji; Falkland Islands=Atlantic/Stanley;
        Faroe Islands=Atlantic/Faroe; France=Europe/Paris; Gabon=Africa/Libreville; United Kingdom=Europe/London;
        Grenada=America/Grenada; French Guiana=America/Cayenne; Guernsey=Europe/Guernsey; Ghana=Africa/Accra;
        Gibraltar=Europe/Gibraltar; Gambia=Africa/Banjul; Guinea=Africa/Conakry; Guadeloupe=America/Guadeloupe;
        Equatorial Guinea=Africa/Malabo; Greece=Europe/Athens; South Georgia and the South Sandwich Islands=Atlantic/South_Georgia;
        Guatemala=America/Guatemala; Guam=Pacific/Guam; Guinea-Bissau=Africa/Bissau; Guyana=America/Guyana;
        Hong Kong=Asia/Hong_Kong; Honduras=America/Tegucigalpa; Croatia=Europe/Zagreb; Haiti=America/Port-au-Prince;
        Hungary=Europe/Budapest; Ireland=Europe/Dublin; Israel=Asia/Jerusalem; Isle of Man=Europe/Isle_of_Man; India=Asia/Kolkata;
        British Indian Ocean Territory=Indian/Chagos; Iraq=Asia/Baghdad; Iran=Asia/Tehran; Iceland=Atlantic/Reykjavik;
        Italy=Europe/Rome; Jersey=Europe/Jersey; Jamaica=America/Jamaica; Jordan=Asia/Amman; Japan=Asia/Tokyo; Kenya=Africa/Nairobi;
        Kyrgyzstan=Asia/Bishkek; Cambodia=Asia/Phnom_Penh; Comoros=Indian/Comoro; Saint Kitts and Nevis=America/St_Kitts;
        North Korea=Asia/Pyongyang; South Korea=Asia/Seoul; Kuwait=Asia/Kuwait; Cayman Islands=America/Cayman;
        Kazakhstan=Asia/Almaty; Laos=Asia/Vientiane; Lebanon=Asia/Beirut; Saint Lucia=America/St_Lucia; Liechtenstein=Europe/Vaduz;
        Sri Lanka=Asia/Colombo; Liberia=Africa/Monrovia; Lesotho=Africa/Maseru; Lithuania=Europe/Vilnius;
        Luxembourg=Europe/Luxembourg; Latvia=Europe/Riga; Libya=Africa/Tripoli; Morocco=Africa/Casablanca; Monaco=Europe/Monaco;
        Moldova=Europe/Chisinau; Montenegro=Europe/Podgorica; Saint Martin=America/Marigot; Madagascar=Indian/Antananarivo;
        Marshall Islands=Pacific/Majuro; North Macedonia=Europe/Skopje; Mali=Africa/Bamako; Myanmar=Asia/Yangon; Macau=Asia/Macau;
        Northern Mariana Islands=Pacific/Saipan; Martinique=America/Martinique; Mauritania=Africa/Nouakchott;
        Montserrat=America/Montserrat; Malta=Europe/Malta; Mauritius=Indian/Mauritius; Maldives=Indian/Maldives;
        Malawi=Africa/Blantyre; Malaysia=Asia/Kuala_Lumpur; Mozambique=Africa/Maputo; Namibia=Africa/Windhoek;
        New Caledonia=Pacific/Noumea; Niger=Africa/Niamey; Norfolk Island=Pacific/Norfolk; Nigeria=Africa/Lagos;
        Nicaragua=America/Managua; Netherlands=Europe/Amsterdam; Norway=Europe/Oslo; Nepal=Asia/Kathmandu; Nauru=Pacific/Nauru;
        Niue=Pacific/Niue; Oman=Asia/Muscat; Panama=America/Panama; Peru=America/Lima; Philippines=Asia/Manila;
        Pakistan=Asia/Karachi; Poland=Europe/Warsaw; Saint Pierre and Miquelon=America/Miquelon; Pitcairn=Pacific/Pitcairn;
        Puerto Rico=America/Puerto_Rico; Palestine=Asia/Gaza; Palau=Pacific/Palau; Paraguay=America/Asuncion; Qatar=Asia/Qatar;
        Réunion=Indian/Reunion; Romania=Europe/Bucharest; Serbia=Europe/Belgrade; Rwanda=Africa/Kigali; Saudi Arabia=Asia/Riyadh;
        Solomon Islands=Pacific/Guadalcanal; Seychelles=Indian/Mahe; Sudan=Africa/Khartoum; Sweden=Europe/Stockholm;
        Singapore=Asia/Singapore; Saint Helena=Atlantic/St_Helena; Slovenia=Europe/Ljubljana;
        Svalbard and Jan Mayen=Arctic/Longyearbyen; Slovakia=Europe/Bratislava; Sierra Leone=Africa/Freetown;
        San Marino=Europe/San_Marino; Senegal=Africa/Dakar; Somalia=Africa/Mogadishu; Suriname=America/Paramaribo;
        South Sudan=Africa/Juba; Sao Tome and Principe=Africa/Sao_Tome; El Salvador=America/El_Salvador;
        Sint Maarten=America/Lower_Princes; Syria=Asia/Damascus; Eswatini=Africa/Mbabane; Turks and Caicos Is=America/Grand_Turk;
        Chad=Africa/Ndjamena; French Southern Territories=Indian/Kerguelen; Togo=Africa/Lome; Thailand=Asia/Bangkok;
        Tajikistan=Asia/Dushanbe; Tokelau=Pacific/Fakaofo; East Timor=Asia/Dili; Turkmenistan=Asia/Ashgabat; Tunisia=Africa/Tunis;
        Tonga=Pacific/Tongatapu; Turkey=Europe/Istanbul; Trinidad and Tobago=America/Port_of_Spain; Tuvalu=Pacific/Funafuti;
        Taiwan=Asia/Taipei; Tanzania=Africa/Dar_es_Salaam; Uganda=Africa/Kampala; Uruguay=America/Montevideo;
        Uzbekistan=Asia/Samarkand; Vatican City=Europe/Vatican; Saint Vincent=America/St_Vincent; Venezuela=America/Caracas;
        British Virgin Islands=America/Tortola; US Virgin Islands=America/St_Thomas; Vietnam=Asia/Ho_Chi_Minh;
        Vanuatu=Pacific/Efate; Wallis and Futuna=Pacific/Wallis; Samoa (western)=Pacific/Apia; Yemen=Asia/Aden;
        Mayotte=Indian/Mayotte; South Africa=Africa/Johannesburg; Zambia=Africa/Lusaka; Zimbabwe=Africa/Harare; China=Asia/Shanghai;
        """;

    /// <summary>The name leaves the zone open: several clocks, or several places of that name.</summary>
    public const string ManyZones = """
        Antarctica; Australia; Brazil; Canada; Congo; Chile; Ecuador; Spain; Micronesia; Greenland; Indonesia; Kiribati; Mongolia; Mexico;
        New Zealand; French Polynesia; Papua New Guinea; Portugal; Russia; Ukraine; United States; USA; US; America; the States; Europe;
        Asia; Africa; South America;
        Texas; Florida; Indiana; Tennessee; Kentucky; Michigan; Nebraska; Kansas; Oregon; Idaho; North Dakota;
        South Dakota; Washington; Georgia; Portland; Birmingham; Springfield; Cambridge; San Jose; San Juan; Richmond; Kingston; Hamilton;
        Newcastle; Victoria; Alexandria; Naples Florida; Cordoba; Ontario; British Columbia;
        Scandinavia; Middle East; Latin America; EU; CST; IST;
        BST; AST; AEST; AEDT; AET; ACST; ADT; WST; EMEA; APAC
        """;

    /// <summary>"German time" as people say it: adjective and the country.</summary>
    public const string Adjectives = """
        German=Germany; French=France; British=United Kingdom; English=United Kingdom; Scottish=United Kingdom; Welsh=United Kingdom;
        Irish=Ireland; Italian=Italy; Dutch=Netherlands; Belgian=Belgium; Swiss=Switzerland; Austrian=Austria; Swedish=Sweden;
        Norwegian=Norway; Danish=Denmark; Finnish=Finland; Polish=Poland; Czech=Czech Republic; Slovak=Slovakia; Hungarian=Hungary;
        Greek=Greece; Turkish=Turkey; Romanian=Romania; Bulgarian=Bulgaria; Croatian=Croatia; Serbian=Serbia; Estonian=Estonia;
        Latvian=Latvia; Lithuanian=Lithuania; Israeli=Israel; Egyptian=Egypt; Indian=India; Pakistani=Pakistan; Chinese=China;
        Japanese=Japan; Korean=South Korea; Thai=Thailand; Vietnamese=Vietnam; Filipino=Philippines; Philippine=Philippines;
        Singaporean=Singapore; Malaysian=Malaysia; Kenyan=Kenya; Nigerian=Nigeria; South African=South Africa; Moroccan=Morocco;
        Argentinian=Argentina; Argentine=Argentina; Colombian=Colombia; Peruvian=Peru; Icelandic=Iceland; Ghanaian=Ghana;
        Australian=Australia; Brazilian=Brazil; Canadian=Canada; Mexican=Mexico; Russian=Russia; American=United States; Chilean=Chile;
        Spanish=Spain; Portuguese=Portugal; Indonesian=Indonesia; Ukrainian=Ukraine; European=Europe; New Zealand=New Zealand
        """;
}
