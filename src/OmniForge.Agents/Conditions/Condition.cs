namespace OmniForge.Agents.Conditions;

/// <summary>
/// When a skill of an agent runs, over the input of the execution and the outputs of earlier steps. It compares; it cannot
/// calculate, call or change anything.
/// </summary>
/// <remarks>
/// <code>
/// condition = all { "||" all }          all = one { "&amp;&amp;" one }          one = "!" one | value [ sign value ]
/// sign      = "==" | "!=" | "&lt;" | "&lt;=" | ">" | ">=" | "in"
/// value     = text | number | true | false | null | "[" [ value { "," value } ] "]" | path
///           | "has" "(" path ")" | "size" "(" value ")" | "(" condition ")"
/// path      = ( "input" | "steps" "." key ) { "." name | "[" text "]" | "[" number "]" }
/// </code>
/// A field that is missing counts as null: it equals null, has the size 0, and is neither smaller nor greater than anything;
/// `has` tells it from a field that holds null. Only `true` is true: a number or a text never is.
/// </remarks>
public sealed class Condition
{
    /// <summary>Longest text: 512 characters.</summary>
    public const int MaxLength = 512;

    private readonly ConditionNode _root;

    internal Condition(string text, ConditionNode root, IReadOnlyList<FieldPath> paths) => (Text, _root, Paths) = (text, root, paths);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Every place it looks at, in the order of the text.</summary>
    public IReadOnlyList<FieldPath> Paths { get; }

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition; at most <see cref="MaxLength"/> characters.</param>
    /// <param name="fault">What is wrong when the answer is null.</param>
    public static Condition? Read(string text, out ConditionFault? fault)
    {
        fault = null;
        try
        {
            return ConditionParser.Read(text);
        }
        catch (ConditionException wrong)
        {
            fault = wrong.Fault;
            return null;
        }
    }

    /// <summary>Whether it is met. Has an answer for every input.</summary>
    public bool Holds(KnownValues known) => _root.Holds(known);
}
