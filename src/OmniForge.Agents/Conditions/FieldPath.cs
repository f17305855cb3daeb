using System.Text;

namespace OmniForge.Agents.Conditions;

/// <summary>
/// A place in the input of the execution (`input.week`) or in what an earlier step gave (`steps.fetch.output.rows[0].id`).
/// Behind the step, `output` may be left out unless the field is itself called `output` or `status`.
/// </summary>
public sealed record FieldPath
{
    internal const string InputRoot = "input";
    internal const string StepsRoot = "steps";
    internal const string Output = "output";
    internal const string Status = "status";

    /// <summary>Key of the step; null = the input of the execution.</summary>
    public string? Step { get; init; }

    /// <summary>True for `steps.x.status`, which is SUCCEEDED or SKIPPED.</summary>
    public bool IsStatus { get; init; }

    /// <summary>Fields and places in lists, outermost first; empty = the whole object.</summary>
    public IReadOnlyList<PathPart> Parts { get; init; } = [];

    /// <summary>UTF-16 offset in the text it was read from.</summary>
    public int Position { get; init; }

    /// <summary>Reads a path that stands alone, as in the inputs of a skill.</summary>
    /// <param name="text">The path.</param>
    /// <param name="fault">What is wrong when the answer is null.</param>
    public static FieldPath? Read(string text, out ConditionFault? fault)
    {
        fault = null;
        try
        {
            return ConditionParser.ReadPath(text);
        }
        catch (ConditionException wrong)
        {
            fault = wrong.Fault;
            return null;
        }
    }

    /// <summary>The path as it is best written.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Step is null ? InputRoot : StepsRoot);
        if (Step is not null)
        {
            Append(text, Step);
            text.Append('.').Append(IsStatus ? Status : Output);
        }

        foreach (var part in Parts)
        {
            if (part.Name is { } name)
            {
                Append(text, name);
            }
            else
            {
                text.Append('[').Append(part.Index).Append(']');
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name)
    {
        var plain = name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
        text.Append(plain ? $".{name}" : $"[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]");
    }
}

/// <summary>One step into a value: a field of an object, or, when it has no name, a place in a list from 0.</summary>
public readonly record struct PathPart(string? Name, int Index);
