using OmniForge.Agents.Building;
using MemoryWorkspace = OmniForge.Agents.Tests.Tools.MemoryWorkspace;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Small made-up tables of several domains, and worlds that hold them.</summary>
internal static class Tables
{
    public const string Projects = "projects.csv";
    public const string Cars = "cars.json";
    public const string Movies = "movies.csv";
    public const string Weather = "weather.csv";
    public const string Invoices = "invoices.json";

    /// <summary>Sunday 22 November 2026, 19:00 in Berlin.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, TableProfile> Profiles = [];

    private static readonly Dictionary<string, string> Contents = new()
    {
        [Projects] =
            """
            project,client,owner,status,due_date,budget,spent,progress,notes
            Website relaunch,Harbor Studio,Maya Lindqvist,On track,2026-12-03,46500,9190,23,Good rhythm
            Product video,Velvet Theatre,Derek Osei,Late,2026-11-06,27500,31570,65,
            Search ads,Marlow Books,Ines Marchetti,At risk,2026-11-24,89000,106340,45,Hosting move
            Mobile app,Kestrel Energy,,Done,2026-06-01,42000,45630,100,Delivered
            Online shop,Tern Software,Sandra Pohl,On hold,2027-04-28,60500,22340,47,
            Newsletter,Harbor Studio,Maya Lindqvist,At risk,2026-11-27,22500,17580,80,Photos approved
            Podcast,Oak & Ash,Derek Osei,On track,,12500,7560,62,
            Launch event,Kestrel Energy,Sandra Pohl,Late,2026-11-19,12000,12420,19,"Key contact left, see mail"
            """,
        [Cars] =
            """
            [{"Name":"chevrolet chevelle malibu","Miles_per_Gallon":18,"Cylinders":8,
              "Displacement":307,"Horsepower":130,"Weight_in_lbs":3504,"Acceleration":12,"Year":"1970-01-01","Origin":"USA"},
             {"Name":"toyota corona mark ii","Miles_per_Gallon":24,"Cylinders":4,
              "Displacement":113,"Horsepower":95,"Weight_in_lbs":2372,"Acceleration":15,"Year":"1970-01-01","Origin":"Japan"},
             {"Name":"volkswagen 1131 deluxe sedan","Miles_per_Gallon":26,"Cylinders":4,
              "Displacement":97,"Horsepower":46,"Weight_in_lbs":1835,"Acceleration":20.5,"Year":"1970-01-01","Origin":"Europe"},
             {"Name":"honda civic cvcc","Miles_per_Gallon":36.1,"Cylinders":4,
              "Displacement":91,"Horsepower":60,"Weight_in_lbs":1800,"Acceleration":16.4,"Year":"1978-01-01","Origin":"Japan"},
             {"Name":"citroen ds-21 pallas","Miles_per_Gallon":null,"Cylinders":4,
              "Displacement":133,"Horsepower":115,"Weight_in_lbs":3090,"Acceleration":17.5,"Year":"1970-01-01","Origin":"Europe"},
             {"Name":"mazda glc","Miles_per_Gallon":46.6,"Cylinders":4,
              "Displacement":86,"Horsepower":65,"Weight_in_lbs":2110,"Acceleration":17.9,"Year":"1980-01-01","Origin":"Japan"}]
            """,
        [Movies] =
            """
            Title,US Gross,Production Budget,Release Date,MPAA Rating,Running Time min,Distributor,Major Genre,Director,Tomatoes Rating,IMDB Rating
            Alien Dawn,146083,8000000,1998-06-12,R,98,Gramercy,Drama,,61,6.1
            Blue Harbour,10876,300000,2004-08-07,PG-13,110,Strand,Comedy,Steven Hill,13,6.9
            Cold Trail,203134,250000,2010-08-28,R,121,Lionsgate,Thriller,Ana Ruiz,,6.8
            Desert Song,373615,300000,1998-09-11,PG,84,Fine Line,Comedy,Steven Hill,71,7.4
            Echo Park,1009819,1000000,2001-10-09,R,99,Trimark,Drama,Ana Ruiz,86,8.1
            Far Shore,24551,1600000,2009-01-01,PG-13,105,MGM,Horror,,33,4.4
            """,
        [Weather] =
            """
            location,date,precipitation,temp_max,temp_min,wind,weather
            Seattle,2026-11-01,0.0,12.8,5.0,4.7,drizzle
            Seattle,2026-11-02,10.9,10.6,2.8,4.5,rain
            Seattle,2026-11-20,0.8,11.7,7.2,2.3,rain
            New York,2026-11-03,20.3,12.2,5.6,4.7,rain
            New York,2026-11-21,0,8.9,2.8,6.1,sun
            New York,2026-11-22,1.3,4.4,2.2,2.2,snow
            """,
        [Invoices] =
            """
            [{"invoiceNo":"A-1","customer":"Acme","amount":1200.5,"currency":"EUR",
              "issued":"2026-10-01","dueOn":"2026-10-31","paid":true,"country":"Germany"},
             {"invoiceNo":"A-2","customer":"Borealis","amount":310,"currency":"EUR",
              "issued":"2026-10-12","dueOn":"2026-11-12","paid":false,"country":"Norway"},
             {"invoiceNo":"A-3","customer":"Acme","amount":99,"currency":"USD",
              "issued":"2026-11-02","dueOn":"2026-12-02","paid":false,"country":"Germany"},
             {"invoiceNo":"A-4","customer":"Cygnus","amount":4800,"currency":"EUR",
              "issued":"2026-11-03","dueOn":"2026-12-03","paid":false,"country":"Portugal"}]
            """,
    };

    /// <summary>The person's own names, which may be offered as they are.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = [.. Contents.Keys.SelectMany(file => Profile(file).Columns).Select(column
        => column.Name)];

    public static MemoryWorkspace Workspace(params string[] files)
    {
        var workspace = new MemoryWorkspace();
        foreach (var file in files)
        {
            workspace[file] = Contents[file];
        }

        return workspace;
    }

    public static BuilderWorld World(params string[] files) => new(Now, "Europe/Berlin", [.. files.Select(Profile)], [], [], [], false);

    public static TableProfile Profile(string file)
    {
        lock (Profiles)
        {
            if (!Profiles.TryGetValue(file, out var profile))
            {
                // The workspace is in memory: the task is complete when it is returned.
                profile = TableProfile.ReadAsync(Workspace(file), file, TimeZoneInfo.Utc, CancellationToken.None).GetAwaiter().GetResult();
                Profiles[file] = profile;
            }

            return profile;
        }
    }
}
