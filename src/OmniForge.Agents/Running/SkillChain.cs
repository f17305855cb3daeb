using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>Which skill may be called below which. Pure.</summary>
public static class SkillChain
{
    /// <summary>Why a skill may not be entered; null = it may. Decided before anything of it runs.</summary>
    /// <param name="chain">The skills around it, outermost first.</param>
    internal static string? Refusal(IReadOnlyList<string> chain, string name, int forks, bool fork)
    {
        if (chain.Contains(name))
        {
            return $"'{name}' would call itself: {string.Join(" → ", chain.Append(name))}. Do this part without calling it.";
        }

        if (fork && forks >= StepScope.MostForks)
        {
            return $"Skills with a context of their own can be at most {StepScope.MostForks} deep: {string.Join(" → ", chain.Append(name))}.";
        }

        return chain.Count > StepScope.MostNested
            ? $"Skills can call one another at most {StepScope.MostNested} deep: {string.Join(" → ", chain.Append(name))}."
            : null;
    }

    /// <summary>
    /// A circle among skills whose numbered steps call one another by name, for instance `a → b → a`; null = there is none. Calls that
    /// a language model decides on are judged when they are made.
    /// </summary>
    /// <param name="texts">Name → SKILL.md.</param>
    public static string? Circle(IReadOnlyDictionary<string, string> texts)
    {
        var calls = texts.ToDictionary(skill => skill.Key, skill => Called(skill.Value).ToList(), StringComparer.Ordinal);
        var clear = new HashSet<string>(StringComparer.Ordinal);
        return calls.Keys.Order(StringComparer.Ordinal).Select(name => Follow(name, [])).FirstOrDefault(circle => circle is not null);

        string? Follow(string name, List<string> chain)
        {
            if (chain.IndexOf(name) is var at and >= 0)
            {
                return string.Join(" → ", chain.Skip(at).Append(name));
            }

            if (clear.Contains(name) || !calls.TryGetValue(name, out var next))
            {
                return null;
            }

            var found = next.Select(inner => Follow(inner, [.. chain, name])).FirstOrDefault(circle => circle is not null);
            if (found is null)
            {
                clear.Add(name);
            }

            return found;
        }
    }

    private static IEnumerable<string> Called(string text)
    {
        foreach (var step in ReadSkill.Of(text).Script.Steps.Where(step => step.Tool == Tools.SkillTool.Name))
        {
            if (Read(step.Arguments.Text) is { } name && !name.Contains("{{", StringComparison.Ordinal))
            {
                yield return name;
            }
        }
    }

    private static string? Read(string arguments)
    {
        try
        {
            return JsonNode.Parse(arguments) is JsonObject given ? ToolSubject.String(given, "skill") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
