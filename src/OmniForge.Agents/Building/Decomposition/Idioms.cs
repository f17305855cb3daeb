namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Several words that say one thing ("keep an eye on", "let … know"), and names of services that are ordinary words.</summary>
internal static class Idioms
{
    private static readonly (string[] Words, string Verb)[] Verbal =
    [
        .. Same("watch", "keep an eye on", "keep a close eye on", "keep watch on", "keep watch over", "keep track of", "keep tabs on", "stay on top of"),
        .. Same("look", "have a look", "take a look", "have a quick look", "take a quick look", "have a peek", "take a peek"),
        .. Same("read", "go through", "look through", "run through", "comb through", "sift through", "dig through", "work through", "go over"),
        .. Same("get", "get hold of", "pull together", "put together", "pull out", "work out", "figure out", "find out", "pick out"),
        .. Same("compare", "hold up against", "cross check", "cross reference", "line up"),
        .. Same("tell", "give a shout to", "give a heads-up to", "send word to", "get in touch with", "drop a line to"),
    ];

    /// <summary>Behind the one who is told: "let #ops know", "give #ops a heads-up".</summary>
    private static readonly (string Verb, string[] Words)[] Around =
    [
        ("let", ["know"]), ("give", ["a", "heads-up"]), ("give", ["a", "heads", "up"]), ("give", ["a", "shout"]), ("give", ["a", "nudge"]), ("give", ["a", "ping"]),
        ("drop", ["a", "line"]), ("drop", ["a", "note"]), ("send", ["a", "heads-up"]), ("keep", ["posted"]), ("keep", ["informed"]), ("keep", ["updated"]), ("keep", ["in", "the", "loop"]),
    ];

    private static readonly string[] Small = ["the", "our", "my", "a", "team", "channel", "people", "folks", "everyone", "everybody", "in", "on", "at", "over", "all", "of"];

    /// <summary>Each idiom as one piece at its place.</summary>
    public static List<Piece> Joined(List<Piece> pieces)
    {
        Polite(pieces);
        for (var at = 0; at < pieces.Count; at++)
        {
            if (Array.Find(Verbal, idiom => Stands(pieces, at, idiom.Words)) is { Words: { } words, Verb: { } verb })
            {
                pieces[at] = pieces[at] with { Text = verb, End = pieces[at + words.Length - 1].End };
                pieces.RemoveRange(at + 1, words.Length - 1);
            }
            else
            {
                Tell(pieces, at);
            }
        }

        return pieces;
    }

    /// <summary>"neither Slack nor Notion", "Notion instead of Slack": places that are not meant.</summary>
    public static bool Denied(List<Piece> pieces, int at)
    {
        var before = at - 1;
        while (before >= 0 && pieces[before].Is("the", "our", "my", "to", "in", "on", "into", "from"))
        {
            before--;
        }

        return before >= 0 && (pieces[before].Is("neither", "nor") || (before > 0 && pieces[before].Is("of") && pieces[before - 1].Is("instead")) || (before > 0 && pieces[before].Is("than") && pieces[before - 1].Is("rather"))
            || (before > 1 && pieces[before].Is("for") && pieces[before - 1].Is("need", "use") && pieces[before - 2].Is("no"))
            || (pieces[before].Is("not") && (before == 0 || pieces[before - 1].Kind != PieceKind.Word || pieces[before - 1].Is("and", "but"))
                && !(at + 1 < pieces.Count && pieces[at + 1].Is("yet", "already", "but", "only", "alone", "either"))));
    }

    /// <summary>"it would be great if": no condition.</summary>
    private static void Polite(List<Piece> pieces)
    {
        var at = pieces.FindIndex(piece => piece.Is("if"));
        if (at is > 1 and < 8 && pieces[..at].TrueForAll(piece => piece.Integration is null && piece.Kind == PieceKind.Word)
            && (pieces[at - 1].Is("great", "nice", "good", "lovely", "helpful", "useful", "cool", "perfect", "best", "fantastic", "handy", "grateful", "happy", "glad", "ideal", "awesome", "super")
                || (pieces[at - 1].Is("it") && pieces[at - 2].Is("love", "like", "appreciate", "prefer"))))
        {
            pieces.RemoveRange(0, at + 1);
        }
    }

    /// <summary>"let #ops on Slack know" is "tell #ops on Slack".</summary>
    private static void Tell(List<Piece> pieces, int at)
    {
        foreach (var (verb, words) in Around.Where(idiom => pieces[at].Is(idiom.Verb)))
        {
            var behind = at + 1;
            while (behind < pieces.Count && behind <= at + 7 && (pieces[behind].Integration is not null || pieces[behind].Is(Small)) && !Stands(pieces, behind, words))
            {
                behind++;
            }

            if (behind > at + 1 && Stands(pieces, behind, words))
            {
                pieces.RemoveRange(behind, words.Length);
                pieces[at] = pieces[at] with { Text = "tell" };
                return;
            }
        }
    }

    private static bool Stands(List<Piece> pieces, int at, string[] words)
        => at + words.Length <= pieces.Count && !words.Where((word, ahead) => !pieces[at + ahead].Is(word)).Any();

    private static IEnumerable<(string[] Words, string Verb)> Same(string verb, params string[] idioms) => idioms.Select(idiom => (idiom.Split(' '), verb));

    /// <summary>Names of services as words of their own: "a linear equation", "the notion of time", "cut me some slack".</summary>
    public static bool Ordinary(List<Piece> pieces, int at)
    {
        var next = at + 1 < pieces.Count && pieces[at + 1].Kind == PieceKind.Word ? pieces[at + 1] : null;
        var before = at > 0 ? pieces[at - 1] : null;
        return pieces[at].Integration switch
        {
            "linear" => next is not null && next.Is("equation", "equations", "regression", "model", "models", "function", "functions", "growth", "trend", "scale",
                "algebra", "programming", "interpolation", "fit", "order", "way", "fashion", "manner", "sequence", "progression", "relationship", "path", "process"),
            "notion" => next is not null && next.Is("of", "that") && before is not null && before.Is("the", "a", "this", "that", "no", "any", "some", "whole", "very") || before is not null && before.Is("faintest", "slightest", "foggiest", "vaguest", "vague", "silly", "strange") || before is not null && before.Is("no", "any", "a") && (next is null || next.Is("how", "what", "why", "whether", "where")),
            "slack" => next is not null && next.Is("off", "time", "variable", "variables", "period", "season")
                || before is not null && before.Is("some", "no", "any", "enough", "little", "much", "more") && (next is null || next.Is("in", "for", "on", "here", "left", "about", "because", "today", "this", "please")),
            _ => false,
        };
    }
}
