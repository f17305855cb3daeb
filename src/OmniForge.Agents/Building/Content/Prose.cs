namespace OmniForge.Agents.Building.Content;

/// <summary>Everyday words of a wish that name nothing in a file: who it is for, how it is told, what happens with it.</summary>
internal static class Prose
{
    private static readonly HashSet<string> Known = new(
        ("the a an my our your his her their its this that these those it them me us you i we he she they who which what when "
        + "where how why and or but so if then than as at by for from in into of off on onto out over to up with within without "
        + "about after again before between during through under until while because unless via per each every all any some both "
        + "few more most other same such own only just also too even still very really quite rather please thanks thank now soon "
        + "later today tomorrow yesterday always never often once twice first last next new old latest recent current best worst "
        + "top good nice great short long simple quick full whole complete small big large high low clear plain clean proper "
        + "final weekly daily monthly yearly hourly morning evening afternoon night noon week weeks month months year years day "
        + "days hour hours minute minutes time times date dates monday tuesday wednesday thursday friday saturday sunday weekday "
        + "weekdays weekend weekends is are was were be been being am do does did done have has had having can could will would "
        + "should shall may might must need needs want wants like likes let make makes making give gives giving get gets getting "
        + "show shows showing tell tells list lists listing put puts write writes writing read reads reading send sends sending "
        + "sent save saves saved saving create creates build builds produce generate prepare compile collect find look looking "
        + "check checking watch sort sorted order ordered group grouped count counts sum report reports overview summary "
        + "summaries digest table tables file files sheet spreadsheet csv column columns row rows line lines entry entries record "
        + "records item items thing things data document documents page text message messages mail mails email emails note notes "
        + "workspace folder directory project projects client clients customer customers boss manager managers team teams "
        + "colleague colleagues people person staff board meeting meetings office company department management work job use used "
        + "using see know known understand care everyone somebody someone anyone nobody ones one none nothing something anything "
        + "everything detail details format style form way english german french spanish language words word sentence sentences "
        + "brief bullet bullets points numbers number figures figure total average advance general particular charge progress "
        + "case cases fact place front back start end beginning middle side hand there here notion slack linear github excel "
        + "google drive export exports import name names named called far away home itself myself yourself themselves default "
        + "demand request scratch source sources result results output percent ascending descending alphabetical alphabetically "
        + "second third highest lowest biggest smallest newest oldest anymore instead else not no yes ok okay sure run runs "
        + "running stop change changes keep keeps leave remove drop add include automatically manually copying losing spending "
        + "asked ask click").Split(' '),
        StringComparer.Ordinal);

    public static bool Is(string word) => Known.Contains(word);
}
