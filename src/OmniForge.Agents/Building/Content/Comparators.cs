namespace OmniForge.Agents.Building.Content;

/// <summary>"more than", "at least", "under", ">=".</summary>
internal static class Comparators
{
    private static readonly (string Words, FilterOp Op)[] Known =
    [
        ("at or above", FilterOp.Ge), ("at or over", FilterOp.Ge), ("at or below", FilterOp.Le), ("at or under", FilterOp.Le), ("no more than", FilterOp.Le), ("not more than", FilterOp.Le), ("no less than", FilterOp.Ge), ("not less than", FilterOp.Ge),
            ("no fewer than", FilterOp.Ge),
        ("greater than or equal to", FilterOp.Ge), ("less than or equal to", FilterOp.Le), ("equal to or greater than", FilterOp.Ge),
            ("equal to or less than", FilterOp.Le),
        ("more than", FilterOp.Gt), ("greater than", FilterOp.Gt), ("higher than", FilterOp.Gt), ("bigger than", FilterOp.Gt), ("larger "
            + "than", FilterOp.Gt), ("longer than", FilterOp.Gt),
        ("better than", FilterOp.Gt), ("heavier than", FilterOp.Gt), ("later than", FilterOp.Gt), ("newer than", FilterOp.Gt), ("in "
            + "excess of", FilterOp.Gt), ("upwards of", FilterOp.Ge),
        ("less than", FilterOp.Lt), ("lower than", FilterOp.Lt), ("fewer than", FilterOp.Lt), ("smaller than", FilterOp.Lt), ("shorter "
            + "than", FilterOp.Lt), ("worse than", FilterOp.Lt),
        ("lighter than", FilterOp.Lt), ("cheaper than", FilterOp.Lt), ("earlier than", FilterOp.Lt), ("older than", FilterOp.Lt),
        ("at least", FilterOp.Ge), ("at most", FilterOp.Le), ("up to", FilterOp.Le), ("a minimum of", FilterOp.Ge), ("minimum of",
            FilterOp.Ge), ("a maximum of", FilterOp.Le), ("maximum of", FilterOp.Le),
        ("reached", FilterOp.Ge), ("reaches", FilterOp.Ge), ("reach", FilterOp.Ge), ("hits", FilterOp.Ge), ("hit", FilterOp.Ge), ("passed", FilterOp.Gt), ("passes", FilterOp.Gt), ("goes over", FilterOp.Gt), ("went over", FilterOp.Gt),
            ("goes above", FilterOp.Gt), ("rises above", FilterOp.Gt), ("falls below", FilterOp.Lt), ("fell below", FilterOp.Lt), ("drops below", FilterOp.Lt), ("dropped below", FilterOp.Lt), ("falls under", FilterOp.Lt),
            ("drops under", FilterOp.Lt), ("stays below", FilterOp.Lt), ("stays under", FilterOp.Lt), ("short of", FilterOp.Lt),
        ("over", FilterOp.Gt), ("above", FilterOp.Gt), ("exceeding", FilterOp.Gt), ("exceeds", FilterOp.Gt), ("exceed", FilterOp.Gt),
            ("beyond", FilterOp.Gt), ("past", FilterOp.Gt), ("bigger", FilterOp.Gt),
        ("exceeded", FilterOp.Gt), ("under", FilterOp.Lt), ("below", FilterOp.Lt), ("beneath", FilterOp.Lt), ("minimum", FilterOp.Ge),
            ("maximum", FilterOp.Le),
        ("exactly", FilterOp.Eq), ("equal to", FilterOp.Eq), ("equals", FilterOp.Eq), ("equal", FilterOp.Eq), ("different from",
            FilterOp.Ne), ("not equal to", FilterOp.Ne),
        (">=", FilterOp.Ge), ("<=", FilterOp.Le), ("!=", FilterOp.Ne), (">", FilterOp.Gt), ("<", FilterOp.Lt), ("==", FilterOp.Eq), ("=",
            FilterOp.Eq), ("≥", FilterOp.Ge), ("≤", FilterOp.Le),
    ];

    public static FilterOp? Take(Cursor at)
    {
        foreach (var (words, op) in Known)
        {
            if (at.Take(words))
            {
                return op;
            }
        }

        return null;
    }

    /// <summary>Whether a comparison stands so many items ahead.</summary>
    public static bool Follows(Cursor at, int ahead)
    {
        var from = at.At;
        at.At += ahead;
        var found = Take(at) is not null;
        at.At = from;
        return found;
    }

    public static FilterOp Opposite(FilterOp op) => op switch
    {
        FilterOp.Eq => FilterOp.Ne,
        FilterOp.Ne => FilterOp.Eq,
        FilterOp.Lt => FilterOp.Ge,
        FilterOp.Le => FilterOp.Gt,
        FilterOp.Gt => FilterOp.Le,
        FilterOp.Ge => FilterOp.Lt,
        FilterOp.IsEmpty => FilterOp.NotEmpty,
        FilterOp.NotEmpty => FilterOp.IsEmpty,
        _ => op,
    };
}
