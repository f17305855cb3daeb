namespace OmniForge.Agents.Building.Reading;

/// <summary>What everyday words do to an answer.</summary>
internal static class PolarityWords
{
    private static readonly HashSet<string> Small = Split(
        "i we it that this these those they all everything everyone everybody any some anything something the a an my our your me us you he she one bit thing things word part piece "
        + "for with on of in as about against to at from by and is are am was were be been will would can could do does did have has had got get see sees find finds found look looks looking "
        + "seem seems sound sounds feel feels read reads work works think guess believe suppose say reckon consider need needs needed there here "
        + "summary report plan result results list draft preview table schedule time name order version proposal thing idea outcome data format way side end book eyes opinion view "
        + "pick call reason reasons cause point single slightest least earth world "
        + "whole lot now still already yet so very really quite totally absolutely completely entirely pretty just perfectly exactly rather fully truly ever even either "
        + "definitely certainly also indeed honestly actually super extremely highly remotely particularly personally whatsoever whatever what you have done made did built");

    private static readonly HashSet<string> Negators = Split("not no never nothing nobody none neither nor without hardly scarcely barely zero");

    private static readonly HashSet<string> Good = Split(
        "good great fine ok okay shipshape perfect right correct excellent happy satisfied glad pleased content certain sure confident convinced comfortable positive lovely nice cool awesome "
        + "brilliant wonderful fantastic amazing ideal accurate clear complete sensible reasonable acceptable useful helpful impressive impressed delighted thrilled spotless flawless "
        + "beautiful neat tidy solid sound fair superb splendid terrific faultless alright chuffed stoked ecstatic overjoyed grand stellar outstanding exemplary immaculate fabulous magnificent marvellous marvelous "
        + "gorgeous peachy dandy smashing ace stunning classy sterling first-class delightful satisfactory adequate suitable fitting appropriate bang-on keen agreeable");

    private static readonly HashSet<string> Bad = Split(
        "wrong bad terrible awful horrible rubbish incorrect useless unhappy dissatisfied disappointed disappointing unacceptable poor weak ugly messy confusing broken inaccurate "
        + "incomplete insufficient mistaken unsatisfactory dreadful lousy unsure amiss awry unreasonable shabby upset annoyed unconvinced unimpressed uneasy uncomfortable inappropriate unsuitable inadequate "
        + "bothered opposed concerned displeased unclear unfair dubious sceptical skeptical wary appalling atrocious dire hopeless nonsense garbage pants off");

    /// <summary>Agreement as something one does.</summary>
    private static readonly HashSet<string> Accepts = Split(
        "agree agrees agreed accept accepts approve approves love loves adore endorse support supports welcome appreciate trust applaud admire enjoy favour favor like likes");

    /// <summary>Objection as something one does or has; said of nobody and nothing it agrees.</summary>
    private static readonly HashSet<string> Objects = Split(
        "object objects objecting objection objections mind minds oppose disagree disagrees disagreement disagreements complain complains complaining complaint complaints quarrel quarrels quibble quibbles gripe gripes "
        + "argue argue argues arguing argument arguments refuse refuses reject protest protests dispute grumble grumbles moan fault faults flaw flaws criticism criticise criticize qualm qualms reservation reservations misgivings "
        + "doubt doubts problem problems issue issues concern concerns worry worries drawback drawbacks downside downsides snag snags catch hitch obstacle obstacles dislike dislikes hate hates resent regret regrets "
        + "detest beef opposition resistance dissent error errors mistake mistakes hesitation hesitations difficulty difficulties trouble qualified remark remarks comment comments nitpick nitpicks bone bones");

    /// <summary>There is one in the thing: that is to be mended, and no refusal.</summary>
    private static readonly HashSet<string> Flaws = Split("fault faults flaw flaws problem problems issue issues error errors mistake mistakes snag snags drawback drawbacks downside downsides hitch trouble catch difficulty difficulties");

    /// <summary>Not doing them is going on; doing them says nothing yet.</summary>
    private static readonly HashSet<string> Stalls = Split("wait waiting hesitate hesitating delay delaying postpone dither stall change changes changing alter altering adjust tweak tweaks touch amend fix fixing improve add adding correct correction corrections edit edits stop stopping differently otherwise changed");

    /// <summary>Of these one can be wrong and the rest right: that is a fault to be mended.</summary>
    private static readonly HashSet<string> Parts = Split("schedule time name order format data table way part piece bit");

    /// <summary>Without them nobody refuses: "I'm not sure" is open.</summary>
    private static readonly HashSet<string> Open = Split("sure certain confident positive clear keen");

    /// <summary>They say something of a person: of "you" they say nothing about the thing.</summary>
    private static readonly HashSet<string> Moods = Split("happy satisfied glad pleased content certain sure confident convinced comfortable positive impressed delighted thrilled unhappy disappointed keen agree agreed accept approve like love trust");

    private static readonly HashSet<string> Copulas = Split(
        "is are am was were be been look looks looking seem seems sound sounds feel feels reads works find does do consider think call");

    public static Force? Of(string word)
        => Negators.Contains(word) ? Force.Negates
            : Good.Contains(word) ? Force.Praises
            : Bad.Contains(word) ? Force.Faults
            : Accepts.Contains(word) ? Force.Accepts
            : Objects.Contains(word) ? Force.Objects
            : Stalls.Contains(word) ? Force.Stalls
            : Small.Contains(word) ? Force.Nothing : null;

    public static bool IsPart(string word) => Parts.Contains(word);

    public static bool IsFlaw(string word) => Flaws.Contains(word);

    public static bool LeavesOpen(string word) => Open.Contains(word);

    public static bool IsMood(string word) => Moods.Contains(word);

    public static bool IsCopula(string word) => Copulas.Contains(word);

    public static HashSet<string> Split(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}

internal enum Force
{
    Nothing,
    Negates,
    Praises,
    Faults,
    Accepts,
    Objects,
    Stalls,
}
