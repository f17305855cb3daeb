using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Decomposition;

namespace OmniForge.Evaluation.Judges;

/// <summary>Looks for the pairing of expected and actual skills in which everything that is written fits.</summary>
internal sealed class SkillMatch(IReadOnlyList<JsonObject> expected, IReadOnlyList<SkillPart> actual)
{
    private readonly int[] _of = new int[expected.Count];

    public bool Found() => Pair(0);

    private bool Pair(int at)
    {
        if (at == expected.Count)
        {
            return Enumerable.Range(0, expected.Count).All(DependenciesFit);
        }

        for (var other = 0; other < actual.Count; other++)
        {
            _of[at] = other;
            if (!_of.Take(at).Contains(other) && Fits(expected[at], actual[other]) && Pair(at + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(JsonObject wanted, SkillPart skill)
    {
        var integration = Json.Text(Json.First(wanted, "integration", "service"))?.ToLowerInvariant();
        return (Json.Number(wanted["order"]) is not { } order || order == skill.Order)
            && (integration is null or "*" || integration == skill.Integration || (integration is "file" or "workspace" && skill.Integration == "files"))
            && (!wanted.ContainsKey("condition") || Conditional(wanted["condition"]) == (skill.Condition is not null));
    }

    private static bool Conditional(JsonNode? node) => node is not null && Json.Text(node) is not ("" or "false" or "none");

    /// <summary>Named by integration, by key, or by place (counted from 1 or from 0), or by the order they run in.</summary>
    private bool DependenciesFit(int at)
    {
        if (Json.First(expected[at], "depends_on", "dependson", "depends") is not { } node)
        {
            return true;
        }

        var named = Json.Texts(node);
        var have = actual[_of[at]].DependsOn.ToHashSet();
        if (Json.Flag(node) is { } any)
        {
            return any == have.Count > 0;
        }

        return Readings(named).Any(read => read.Select(place => actual[_of[place]].Key).ToHashSet().SetEquals(have));
    }

    private IEnumerable<IEnumerable<int>> Readings(IReadOnlyList<string> named)
    {
        var places = Enumerable.Range(0, expected.Count).ToList();
        yield return places.Where(place => named.Any(name => Names(place, name)));
        var numbers = named.Select(name => int.TryParse(name, out var number) ? number : -1).ToList();
        if (!numbers.Contains(-1))
        {
            yield return places.Where(place => numbers.Contains(place + 1));
            yield return places.Where(numbers.Contains);
            yield return places.Where(place => Json.Number(expected[place]["order"]) is { } order && numbers.Contains(order));
        }
    }

    private bool Names(int place, string name)
        => new[] { "key", "id", "name", "integration", "service" }.Any(member
            => string.Equals(Json.Text(expected[place][member]), name, StringComparison.OrdinalIgnoreCase));
}
