using OmniForge.Server.Connections;
using OmniForge.Server.Skills;
using OmniForge.Skills;
using OmniForge.Skills.Permissions;
using OmniForge.V1;
using ToolDescriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Agents;

/// <summary>What the checklist is made from.</summary>
/// <param name="Skills">Name → its SKILL.md as read; names that are missing have no file.</param>
/// <param name="Tested">A dry run or test of exactly this state passed, or somebody decided to do without.</param>
internal sealed record AgentFacts(
    Agent Content, IReadOnlyDictionary<string, SkillDocument> Skills, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<ToolDescriptor> Tools,
    IReadOnlyList<UsableConnection> Connections, bool Tested);

/// <summary>What an agent needs before it can be published and before it can be switched on. Pure.</summary>
internal static class AgentReadiness
{
    public const string HasSkills = "skills";
    public const string HasFiles = "skill_files";
    public const string HasNoErrors = "skill_text";
    public const string KnowsTools = "tools";
    public const string Connected = "connections";
    public const string Tested = "tested";

    /// <summary>Without these a draft cannot become a version.</summary>
    public static readonly IReadOnlySet<string> ToPublish = new HashSet<string> { HasSkills, HasFiles, HasNoErrors };

    public static IReadOnlyList<ReadinessItem> Check(AgentFacts facts)
    {
        var items = new List<ReadinessItem>
        {
            Item(HasSkills, facts.Content.Skills.Count > 0, "It has at least one skill.", "Add a skill and name it in the agent's list of skills."),
            Files(facts),
            Text(facts.Diagnostics),
            Tools(facts),
        };
        if (Integrations(facts) is { Count: > 0 } needed)
        {
            items.Add(Connections(facts, needed));
        }

        items.Add(Item(Tested, facts.Tested, "It passed a test.", "Run a dry run first, or activate it without one on purpose."));
        return items;
    }

    /// <summary>Integrations of tools it is granted, and those it names.</summary>
    private static SortedSet<string> Integrations(AgentFacts facts)
    {
        var grant = ToolList.Parse(facts.Content.GrantedTools);
        var granted = facts.Tools.Where(tool => tool.Integration.Length > 0 && Permission.Offers(grant, [], tool.Name)).Select(tool => tool.Integration);
        return [.. granted.Concat(facts.Content.Connections.Select(binding => binding.Integration))];
    }

    private static ReadinessItem Connections(AgentFacts facts, IReadOnlyCollection<string> needed)
    {
        var text = $"It is connected to {string.Join(", ", needed.Select(PlatformTools.DisplayNameOf))}.";
        foreach (var integration in needed)
        {
            var bound = facts.Content.Connections.FirstOrDefault(binding => binding.Integration == integration)?.ConnectionId ?? "";
            var name = PlatformTools.DisplayNameOf(integration);
            if (!facts.Connections.Any(usable => usable.Integration == integration && (bound.Length == 0 || usable.Id == bound)))
            {
                return Item(Connected, false, text, bound.Length > 0
                    ? $"The {name} account it names cannot be used. Sign in there again, or choose another."
                    : ConnectionText.Missing(name, integration));
            }
        }

        return Item(Connected, true, text, "");
    }

    /// <summary>Entries of the grant that stand for no tool there is.</summary>
    public static IEnumerable<string> UnknownTools(Agent content, IReadOnlyList<ToolDescriptor> tools)
        => content.GrantedTools.Where(entry => !tools.Any(tool => Permission.Offers(ToolList.Parse([entry]), [], tool.Name)));

    private static ReadinessItem Files(AgentFacts facts)
    {
        var named = facts.Content.Skills.SelectMany(skill => new[] { skill.Name, skill.FallbackSkill }).Where(name => name.Length > 0);
        var missing = named.FirstOrDefault(name => !facts.Skills.ContainsKey(name));
        return Item(HasFiles, missing is null, "Every skill it names has its file.", $"There is no {missing}/SKILL.md. Add it, or take {missing} off the agent's list of skills.");
    }

    private static ReadinessItem Text(IReadOnlyList<Diagnostic> diagnostics)
    {
        var error = diagnostics.FirstOrDefault(found => found.Severity == Severity.Error);
        return Item(HasNoErrors, error is null, "Its skills are written correctly.", error is null ? "" : $"Correct line {error.Range.StartLine + 1} of {error.Path}: {error.Message}");
    }

    private static ReadinessItem Tools(AgentFacts facts)
    {
        var unknown = UnknownTools(facts.Content, facts.Tools).FirstOrDefault();
        return Item(KnowsTools, unknown is null, "Every tool it may use exists.", $"\"{unknown}\" is no tool of this server. There are {string.Join(", ", facts.Tools.Select(tool => tool.Name))}.");
    }

    private static ReadinessItem Item(string key, bool met, string text, string fix) => new() { Key = key, Met = met, Text = text, Fix = met ? "" : fix };
}
