namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Cuts the pieces of a text into orders and conditions.</summary>
internal sealed class Clauses
{
    private static readonly string[] Small = ["and", "but", "also", "please", "just", "too", "plus", "or", "so", "i", "want", "you", "to"];

    private readonly List<Piece> _pieces;
    private readonly List<Clause> _done = [];
    private Clause _open = new(ClauseKind.Order) { Opens = true };
    private bool _opens;
    private int _at;

    private Clauses(List<Piece> pieces) => _pieces = pieces;

    public static List<Clause> Cut(List<Piece> pieces)
    {
        var clauses = new Clauses(pieces);
        while (clauses._at < pieces.Count)
        {
            clauses.Step();
        }

        clauses.Close();
        JoinDepending(clauses._done);
        return clauses._done;
    }

    /// <summary>"depending on the team, post it to Slack or open an issue in GitHub": it belongs to the orders behind it.</summary>
    private static void JoinDepending(List<Clause> done)
    {
        for (var at = 0; at + 1 < done.Count; at++)
        {
            var comma = done[at].Pieces.FindLastIndex(piece => piece.Kind == PieceKind.Comma);
            if (comma > 0 && done[at + 1] is { Opens: false, Follows: false, Kind: ClauseKind.Order }
                && Phrases.OpensDepending(string.Join(' ', done[at].Pieces.Skip(comma + 1).Select(piece => piece.Text))))
            {
                done[at + 1].Pieces.InsertRange(0, [.. done[at].Pieces.Skip(comma + 1), new Piece(",", PieceKind.Comma, null) { Start = done[at].Pieces[^1].End, End = done[at].Pieces[^1].End }]);
                done[at].Pieces.RemoveRange(comma, done[at].Pieces.Count - comma);
            }

            if (done[at].Kind == ClauseKind.Order && Phrases.OpensDepending(done[at].Text) && done[at].Pieces.TrueForAll(piece => piece.Integration is null))
            {
                done[at + 1].Pieces.InsertRange(0, [.. done[at].Pieces, new Piece(",", PieceKind.Comma, null) { Start = done[at].Pieces[^1].End, End = done[at].Pieces[^1].End }]);
                done.RemoveAt(at);
            }
        }
    }

    private void Step()
    {
        var piece = _pieces[_at];
        if (piece.Kind == PieceKind.Stop)
        {
            var asked = piece.Text == "?" && _open.Kind == ClauseKind.Order && _at + 1 < _pieces.Count && Phrases.AsksWhether(_open.Text);
            if (asked)
            {
                Ask();
            }

            Close();
            _opens = !asked;
            _at++;
            Open(ClauseKind.Order);
        }
        else if (Sequel() is > 0 and var sequel)
        {
            _at += sequel;
            if (_open.Pieces.Count > 1 && (_at == _pieces.Count || _pieces[_at].Kind == PieceKind.Stop))
            {
                // "… and ping #board when done"
                _open.Follows = true;
                return;
            }

            Begin(new(ClauseKind.Order) { Follows = true, Opens = Opening() });
        }
        else if (Otherwise() is > 0 and var otherwise)
        {
            _at += otherwise;
            Begin(new(ClauseKind.Otherwise) { Opens = Opening() });
        }
        else if (Condition() is > 0 and var condition)
        {
            var bare = _open.Pieces.Count == 0 || _open.Pieces.TrueForAll(word => word.Is(Small) || word.Kind != PieceKind.Word);
            Begin(new(ClauseKind.Condition) { Opens = Opening(), Leads = bare && Before() is null });
            Take(condition);
        }
        else if (Turn() is not 0 and var turn)
        {
            Begin(new(ClauseKind.Order) { Turn = turn, Opens = Opening() });
            Take(1);
        }
        else if (Ends() is { } ahead)
        {
            // An order straight after a condition, or after no more than a comma, is what depends on it.
            _open.Leads |= _open.Kind == ClauseKind.Condition && !_pieces[_at..ahead].Exists(word => word.Is("and", "but", "also"));
            _at = ahead;
            Open(ClauseKind.Order);
        }
        else
        {
            Take(1);
        }
    }

    /// <summary>The open clause is a question in place of an "if".</summary>
    private void Ask()
    {
        var condition = new Clause(ClauseKind.Condition) { Opens = _open.Opens, Leads = true };
        condition.Pieces.AddRange(_open.Pieces);
        _open = condition;
    }

    /// <summary>The order before it in the same sentence, which a condition may belong to.</summary>
    private Clause? Before() => _done.Count > 0 && !_opens && _done[^1].Kind != ClauseKind.Condition ? _done[^1] : null;

    private bool Opening() => _opens && _open.Pieces.Count == 0;

    private void Take(int count)
    {
        _open.Pieces.AddRange(_pieces.GetRange(_at, count));
        _at += count;
    }

    private void Open(ClauseKind kind)
    {
        Close();
        _open = new(kind) { Opens = _opens };
    }

    private void Begin(Clause clause)
    {
        Close();
        _open = clause;
    }

    private void Close()
    {
        while (_open.Pieces.Count > 0 && (_open.Pieces[^1].Kind != PieceKind.Word || _open.Pieces[^1].Is("and", "but", "or", "also", "only", "plus", "so")))
        {
            _open.Pieces.RemoveAt(_open.Pieces.Count - 1);
        }

        if (_open.Pieces.Exists(piece => piece.Kind == PieceKind.Word) || _open.Kind == ClauseKind.Otherwise)
        {
            _done.Add(_open);
            _opens = false;
        }

        _open = new(ClauseKind.Order);
    }

    /// <summary>"then", "after that", "next read …": how many pieces say so.</summary>
    private int Sequel()
    {
        if (_pieces[_at].Is("then", "afterwards", "finally", "subsequently"))
        {
            return 1;
        }

        if (_pieces[_at].Is("after") && Piece(1)?.Is("that", "this", "which") == true && (Piece(2) is null || Piece(2)!.Kind != PieceKind.Word || Verbs.Begins(_pieces, _at + 2)))
        {
            return 2;
        }

        // "once that's done"
        if (_pieces[_at].Is("once", "when", "after", "as") && Done() is > 0 and var done)
        {
            return done;
        }

        return _pieces[_at].Is("next") && Verbs.Begins(_pieces, _at + 1) && (_at == 0 || _pieces[_at - 1].Kind != PieceKind.Word || _pieces[_at - 1].Is("and"))
            ? 1 : 0;
    }

    private int Done()
    {
        var words = string.Join(' ', _pieces.Skip(_at).Take(7).TakeWhile(piece => piece.Kind == PieceKind.Word).Select(piece => piece.Text));
        return Phrases.AllDone(words) is { } said ? said.Split(' ').Length : 0;
    }

    private int Otherwise()
        => _pieces[_at].Is("otherwise") ? 1
            : _pieces[_at].Is("else") && _at > 0 && (_pieces[_at - 1].Kind != PieceKind.Word || _pieces[_at - 1].Is("or")) ? 1
            : _pieces[_at].Is("if") && Piece(1)?.Is("not") == true && Piece(2)?.Kind != PieceKind.Word ? 2
            : 0;

    private int Condition()
    {
        var piece = _pieces[_at];
        if (piece.Is("if", "unless", "when", "whenever", "provided"))
        {
            return 1;
        }

        if (piece.Is("in") && Piece(1)?.Is("case") == true)
        {
            return 2;
        }

        return piece.Is("as") && Piece(1)?.Is("long") == true && Piece(2)?.Is("as") == true ? 3
            : piece.Is("should") && _open.Pieces.Count == 0 ? 1
            : 0;
    }

    /// <summary>"after reading …" is done first, "before you post …" last; a time of day has neither verb nor service.</summary>
    private int Turn()
    {
        var turn = _pieces[_at].Is("after", "once") ? -1 : _pieces[_at].Is("before") ? 1 : 0;
        if (turn == 0)
        {
            return 0;
        }

        for (var at = _at + 1; at < _pieces.Count && _pieces[at].Kind == PieceKind.Word; at++)
        {
            if (_pieces[at].Integration is not null || Verbs.IsRead(_pieces[at].Text) || Verbs.IsWrite(_pieces[at].Text))
            {
                return turn;
            }
        }

        return 0;
    }

    /// <summary>Where the next order begins, when the open clause ends here; null = it goes on.</summary>
    private int? Ends()
    {
        if (_open.Pieces.Count == 0)
        {
            return null;
        }

        var at = _at;
        while (at < _pieces.Count && (_pieces[at].Kind == PieceKind.Comma || _pieces[at].Is(Small)))
        {
            at++;
        }

        var subordinate = _open.Kind == ClauseKind.Condition || _open.Turn != 0;
        if (at == _at)
        {
            return subordinate && Verbs.Begins(_pieces, at) && Free(at) && at + 1 < _pieces.Count && _pieces[at + 1].Kind == PieceKind.Word ? at : null;
        }

        if (!_pieces[_at..at].Exists(piece => piece.Kind == PieceKind.Comma || piece.Is("and", "but", "plus", "so", "also")))
        {
            return null;
        }

        return Verbs.Begins(_pieces, at) || (subordinate && _pieces[_at].Kind == PieceKind.Comma) || RestBegins(at)
            || PartBegins(at) || Gapped(at) || Phrases.FromMade(Ahead(at)) ? at : null;
    }

    private bool PartBegins(int at)
    {
        var segment = _pieces.Skip(at).TakeWhile(piece => piece.Kind == PieceKind.Word).ToList();
        return segment.Exists(piece => piece.Integration is not null) && _pieces[..at].Exists(piece => piece.Integration is not null)
            && Ahead(at) is var said
            && (Phrases.PartBegins(said) || ((Phrases.PartGoes(_open.Text) || Phrases.PartGoesOn(_open.Text) || Phrases.Compares(_open.Text)) && Phrases.PartGoesOn(said)));
    }

    /// <summary>The words up to the next mark.</summary>
    private string Ahead(int at) => string.Join(' ', _pieces.Skip(at).TakeWhile(piece => piece.Kind == PieceKind.Word).Select(piece => piece.Text));

    /// <summary>"…, and GitHub releases to Notion": the verb before it is meant again.</summary>
    private bool Gapped(int at)
    {
        var segment = _pieces.Skip(at).TakeWhile(piece => piece.Kind == PieceKind.Word && !piece.Is("and", "if", "unless", "when")).ToList();
        var to = segment.FindLastIndex(piece => piece.Is("to", "into"));
        return to > 0 && segment[(to + 1)..].Exists(piece => piece.Integration is not null) && segment[..Math.Min(to, 3)].Exists(piece => piece.Integration is not null)
            && !segment.Exists(piece => piece.Integration is null && Verbs.IsOrder(piece.Text) && !piece.Is("release", "releases"))
            && _open.Pieces.FindLastIndex(piece => piece.Is("to", "into")) is > 0 and var said && _open.Pieces[said..].Exists(piece => piece.Integration is not null)
            && _open.Pieces[..said].Exists(piece => piece.Integration is not null);
    }

    private bool RestBegins(int at) => Phrases.Rest(string.Join(' ', _pieces.Skip(at).Take(3).Select(piece => piece.Text)));

    /// <summary>A verb that nobody else is the doer of: in "if they report it" and "to read" it belongs to what came before.</summary>
    private bool Free(int at)
        => _open.Pieces.Count > 2 && !_pieces[at - 1].Is("to", "i", "you", "we", "they", "he", "she", "it", "not", "must", "should", "can", "will", "a", "an", "the",
            "is", "are", "was", "were", "be", "or", "my", "our", "any", "no", "new", "have", "has", "been", "below", "above", "than");

    private Piece? Piece(int ahead) => _at + ahead < _pieces.Count ? _pieces[_at + ahead] : null;
}
