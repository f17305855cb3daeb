using OmniForge.Agents.Tools;
using OmniForge.Skills;

namespace OmniForge.Files.Skills;

/// <summary>Who a skill belongs to, strongest first.</summary>
public enum SkillLayerKind
{
    Agent,
    Tenant,
    Public,
    Global,
}

/// <summary>The skill folders of one kind; several roots stand in the order of the configuration.</summary>
public sealed record SkillLayer(SkillLayerKind Kind, IReadOnlyList<string> Roots);

/// <summary>
/// Finds skills by name. A stronger layer always wins, whatever the priority says; the winner replaces the whole folder. A broken skill keeps
/// its name: it is reported and never makes way for a weaker layer.
/// </summary>
public sealed class SkillLayers(IReadOnlyList<SkillLayer> layers)
{
    private const int MostSuggestions = 3;
    private const int SuggestionDistance = 2;

    public async Task<SkillLookup> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        var found = new List<SkillCandidate>();
        foreach (var layer in layers.OrderBy(layer => layer.Kind))
        {
            var here = new List<SkillCandidate>();
            foreach (var root in layer.Roots)
            {
                if (await SkillFolders.ReadAsync(root, name, cancellationToken) is { } bundle)
                {
                    here.Add(Judge(bundle, layer.Kind, root));
                }
            }

            // Stable: equal priorities keep the order of the roots.
            found.AddRange(here.OrderByDescending(candidate => candidate.Priority));
        }

        return found.Count > 0
            ? new(name, found[0], [.. found.Skip(1)], [])
            : new(name, null, [], NearNames.Of(name, Names(), MostSuggestions, SuggestionDistance));
    }

    /// <summary>Every name of any layer, in ordinal order.</summary>
    public IReadOnlyList<string> Names()
        => [.. layers.SelectMany(layer => layer.Roots).SelectMany(SkillFolders.List).Distinct().Order(StringComparer.Ordinal)];

    private static SkillCandidate Judge(SkillBundle bundle, SkillLayerKind kind, string root)
    {
        var document = bundle.Document();
        var problems = document.Validate(SkillProfile.OmniForge, bundle.Name)
            .Where(found => found.Severity == SkillSeverity.Error).Select(found => $"{found.Code}: {found.Message}").ToList();
        if (SkillPathRules.CheckBundle(bundle.Files) is { } broken)
        {
            problems.Insert(0, broken);
        }

        return new(bundle, kind, root, document.Priority, problems);
    }
}

/// <summary>One skill of that name. It can be used only when <paramref name="Problems"/> is empty.</summary>
public sealed record SkillCandidate(
    SkillBundle Bundle, SkillLayerKind Layer, string Root, int Priority, IReadOnlyList<string> Problems);

/// <summary>What a name leads to.</summary>
/// <param name="Winner">Null when no layer has the name.</param>
/// <param name="Hidden">Skills of the same name that lose, strongest first.</param>
/// <param name="Suggestions">Up to three near names when there is no winner.</param>
public sealed record SkillLookup(
    string Name, SkillCandidate? Winner, IReadOnlyList<SkillCandidate> Hidden, IReadOnlyList<string> Suggestions)
{
    /// <summary>True when the name is taken by a skill that cannot be used.</summary>
    public bool Broken => Winner is { Problems.Count: > 0 };
}
