using System.Text.RegularExpressions;
using OmniForge.Agents.Building;

namespace OmniForge.Evaluation.Scenes;

/// <summary>The question a line answers, from a short name ("confirm") or from its own words ("Shall I turn it on now?").</summary>
/// <param name="NoProceeds">True for "anything to add?", to which a NO goes ahead.</param>
internal sealed partial record Asked(QuestionKind Kind, string Text, bool NoProceeds)
{
    public static Asked Of(string? asked)
    {
        var text = string.IsNullOrWhiteSpace(asked) ? "confirm" : asked.Trim();
        var words = text.ToLowerInvariant().Replace('_', ' ').Replace('-', ' ');
        if (Addition().IsMatch(words))
        {
            return new(QuestionKind.Summary, text, true);
        }

        var kind = Kinds.FirstOrDefault(known => known.Words.IsMatch(words)).Kind;
        return new(kind == QuestionKind.Goal && !Goal().IsMatch(words) ? QuestionKind.Summary : kind, text, false);
    }

    /// <summary>The state in which the product asks this.</summary>
    public BuilderState State(Wish wish)
    {
        var (phase, standing, test) = Kind switch
        {
            QuestionKind.Goal => (Phase.Discovery, AgentStanding.None, TestStanding.None),
            QuestionKind.Test => (Phase.Testing, AgentStanding.Draft, TestStanding.None),
            QuestionKind.SkipTest => (Phase.Testing, AgentStanding.Draft, TestStanding.Failed),
            QuestionKind.Activate => (Phase.Activation, AgentStanding.Draft, TestStanding.Passed),
            QuestionKind.Edit => (Phase.Complete, AgentStanding.Active, TestStanding.Passed),
            _ => (Phase.Requirements, AgentStanding.None, TestStanding.None),
        };
        return new()
        {
            Phase = phase,
            Standing = standing,
            Test = test,
            Wish = Kind == QuestionKind.Goal ? new() : Kind is QuestionKind.When ? wish with { When = null } : wish,
            SkillName = standing == AgentStanding.None ? null : "report",
            History = standing == AgentStanding.Active ? [new(1, wish, "created", World.Now)] : [],
            Question = new(Kind, Text, []),
        };
    }

    /// <summary>The first that fits counts.</summary>
    private static readonly (Regex Words, QuestionKind Kind)[] Kinds =
    [
        (Skip(), QuestionKind.SkipTest), (Restart(), QuestionKind.Restart), (Activate(), QuestionKind.Activate), (Test(), QuestionKind.Test),
        (Edit(), QuestionKind.Edit), (Zone(), QuestionKind.Zone), (File(), QuestionKind.File), (When(), QuestionKind.When),
        (Name(), QuestionKind.Name), (Confirm(), QuestionKind.Summary), (Goal(), QuestionKind.Goal),
    ];

    [GeneratedRegex(@"\b(anything|something|what) (else|to add|to change|missing)|\badd (anything|something)|\banything i|\bmissing\b")]
    private static partial Regex Addition();

    [GeneratedRegex(@"\b(skip|without) (the |a )?test|\bskip\b")]
    private static partial Regex Skip();

    [GeneratedRegex(@"\brestart|\bstart over|\bstart again|\bfrom scratch")]
    private static partial Regex Restart();

    [GeneratedRegex(@"\bactivat|\b(turn|switch)(ing)? (it |this |the agent )?on|\bgo live|\blive\b|\benable|\bstart it\b|\bpublish|\bdeploy")]
    private static partial Regex Activate();

    [GeneratedRegex(@"\btest|\btry|\bdry run|\btrial|\bpreview")]
    private static partial Regex Test();

    [GeneratedRegex(@"^edit|\bsave\b|\bnew version|\baccept (the )?change")]
    private static partial Regex Edit();

    [GeneratedRegex(@"\bzone|\bcity\b|\bcity's|\bwhere are you")]
    private static partial Regex Zone();

    [GeneratedRegex(@"\bfile|\btable\b|\bdatabase|\bsource")]
    private static partial Regex File();

    [GeneratedRegex(@"\bschedule\b|^when|\bhow often|\bwhat time|\bwhen (should|shall|do)")]
    private static partial Regex When();

    [GeneratedRegex(@"^name|\bcall it\b|\bbe called|\bwhat name")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bconfirm|\bsummary|\bcreate|\bbuild|\bright\b|\blook|\bproposal|\baccept|\bapprove|\bok\b|\bproceed|\bshall|\bsend|\bpost|\bconnect|\bsign in")]
    private static partial Regex Confirm();

    [GeneratedRegex(@"^goal|\bwhat should|\bwhat do you|\bservice|\bwhat can|\bwhich tool|\bintegration|\bdiscovery|^start$|^none$")]
    private static partial Regex Goal();
}
