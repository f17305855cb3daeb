namespace OmniForge.Skills.Steps;

/// <summary>Checks that every <c>{{name.path}}</c> refers to the input or to the result of an earlier step.</summary>
internal static class ScriptReferences
{
    public const string Input = "input";

    public static bool IsName(string name)
        => name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    public static IEnumerable<ScriptProblem> Check(IReadOnlyList<ScriptStep> steps, ScriptBlock? result, Func<int, int> lineOf)
    {
        var bound = new HashSet<string>(StringComparer.Ordinal) { Input };
        foreach (var step in steps)
        {
            foreach (var name in Unknown(step.Arguments, bound))
            {
                yield return new(lineOf(step.Arguments.Span.Start), Message(name, "no step before this one"));
            }

            if (step.BoundName is not null)
            {
                bound.Add(step.BoundName);
            }
        }

        // A result that cannot be read has its own problem already.
        foreach (var name in result is null || ScriptJson.Fault(result.Text) is not null ? [] : Unknown(result, bound))
        {
            yield return new(lineOf(result!.Span.Start), Message(name, "no step"));
        }
    }

    private static IEnumerable<string> Unknown(ScriptBlock block, HashSet<string> bound)
        => ScriptJson.Strings(block.Text).SelectMany(Names).Where(name => !bound.Contains(name)).Distinct();

    private static IEnumerable<string> Names(string text)
    {
        for (var open = text.IndexOf("{{", StringComparison.Ordinal); open >= 0;)
        {
            var close = text.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                yield break;
            }

            var name = text[(open + 2)..close].Trim().Split('.', '[')[0];
            if (IsName(name))
            {
                yield return name;
            }

            open = text.IndexOf("{{", close + 2, StringComparison.Ordinal);
        }
    }

    private static string Message(string name, string who)
        => $"'{{{{{name}}}}}' is used here, but {who} calls its result '{name}'. Add '-> {name}' to the step that makes it.";
}
