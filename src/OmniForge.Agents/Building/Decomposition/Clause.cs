namespace OmniForge.Agents.Building.Decomposition;

internal enum ClauseKind
{
    /// <summary>Something to do.</summary>
    Order,

    /// <summary>"if …", "unless …", "when …" over data.</summary>
    Condition,

    /// <summary>Something to do when the condition before it does not hold.</summary>
    Otherwise,
}

/// <summary>One order or one condition of a sentence.</summary>
internal sealed class Clause(ClauseKind kind)
{
    public ClauseKind Kind { get; } = kind;

    public List<Piece> Pieces { get; } = [];

    /// <summary>The first of its sentence.</summary>
    public bool Opens { get; init; }

    /// <summary>Said with "then" or the like: it goes on with what came out before.</summary>
    public bool Follows { get; set; }

    /// <summary>A condition said before what depends on it.</summary>
    public bool Leads { get; set; }

    /// <summary>Below 0 = first done ("after reading …"), above 0 = done last ("before you post …").</summary>
    public int Turn { get; init; }

    public string Text => string.Join(' ', Pieces.Select(piece => piece.Text)).Replace(" ,", ",", StringComparison.Ordinal);

    /// <summary>"either way": done whatever a condition says.</summary>
    public bool Always => Phrases.Always(Text);
}
