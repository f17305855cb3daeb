using System.Text.Json.Nodes;

namespace OmniForge.Agents.Conditions;

/// <summary>
/// One part of a condition. Every part has a value for every input: what is missing counts as null, and what cannot be compared
/// is neither equal nor smaller nor greater.
/// </summary>
internal abstract record ConditionNode(int Position)
{
    /// <summary>Whether it can be true or false; a number or a text never is.</summary>
    public virtual bool MayBeTruth => true;

    /// <summary>Only `true` itself is true.</summary>
    public virtual bool Holds(KnownValues known) => ConditionValues.IsTrue(Value(known));

    public virtual JsonNode? Value(KnownValues known) => JsonValue.Create(Holds(known));
}

internal sealed record LiteralNode(int Position, JsonNode? Literal) : ConditionNode(Position)
{
    public override bool MayBeTruth => Literal is JsonValue value && value.TryGetValue<bool>(out _);

    public override JsonNode? Value(KnownValues known) => Literal;
}

internal sealed record ListNode(int Position, IReadOnlyList<ConditionNode> Items) : ConditionNode(Position)
{
    public override bool MayBeTruth => false;

    public override JsonNode? Value(KnownValues known) => new JsonArray([.. Items.Select(item => item.Value(known)?.DeepClone())]);
}

internal sealed record PathNode(int Position, FieldPath Path) : ConditionNode(Position)
{
    public override JsonNode? Value(KnownValues known) => known.TryGet(Path, out var value) ? value : null;
}

internal sealed record HasNode(int Position, FieldPath Path) : ConditionNode(Position)
{
    public override bool Holds(KnownValues known) => known.TryGet(Path, out _);
}

internal sealed record SizeNode(int Position, ConditionNode Of) : ConditionNode(Position)
{
    public override bool MayBeTruth => false;

    public override JsonNode? Value(KnownValues known) => JsonValue.Create(ConditionValues.Size(Of.Value(known)));
}

internal sealed record CompareNode(int Position, string Sign, ConditionNode Left, ConditionNode Right) : ConditionNode(Position)
{
    public override bool Holds(KnownValues known)
    {
        var (left, right) = (Left.Value(known), Right.Value(known));
        return Sign switch
        {
            "==" => ConditionValues.AreEqual(left, right),
            "!=" => !ConditionValues.AreEqual(left, right),
            "in" => ConditionValues.IsIn(left, right),
            "<" => ConditionValues.Order(left, right) < 0,
            "<=" => ConditionValues.Order(left, right) <= 0,
            ">" => ConditionValues.Order(left, right) > 0,
            _ => ConditionValues.Order(left, right) >= 0,
        };
    }
}

internal sealed record NotNode(int Position, ConditionNode Of) : ConditionNode(Position)
{
    public override bool Holds(KnownValues known) => !Of.Holds(known);
}

internal sealed record AndNode(int Position, ConditionNode Left, ConditionNode Right) : ConditionNode(Position)
{
    public override bool Holds(KnownValues known) => Left.Holds(known) && Right.Holds(known);
}

internal sealed record OrNode(int Position, ConditionNode Left, ConditionNode Right) : ConditionNode(Position)
{
    public override bool Holds(KnownValues known) => Left.Holds(known) || Right.Holds(known);
}
