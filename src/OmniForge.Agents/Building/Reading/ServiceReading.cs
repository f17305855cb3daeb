namespace OmniForge.Agents.Building.Reading;

/// <summary>Which accounts a message speaks of: what is read from, what is written to, what is dropped; and the words that say so.</summary>
internal sealed class ServiceReading
{
    /// <summary>So far before a service its verb is looked for.</summary>
    private const int Reach = 9;

    private static readonly string[] Articles =
        ["my", "our", "the", "a", "an", "your", "this", "that", "their", "company", "team", "work", "private", "own", "another", "second", "new", "different", "other"];

    private static readonly string[] Into = ["to", "into", "onto"];
    private static readonly string[] OutOf = ["from"];
    private static readonly string[] At = ["in", "on", "at", "inside", "within", "via", "through", "using", "with", "by"];

    private static readonly string[] Nouns =
        ["account", "accounts", "workspace", "channel", "channels", "message", "messages", "page", "pages", "database", "databases", "table", "board", "app", "team",
            "post", "connection", "login", "access", "org", "organisation", "organization"];

    private static readonly string[] Written = ["page", "pages", "comment", "comments", "ticket", "message", "messages", "post"];

    private static readonly string[] Writes =
        ["write", "writes", "post", "posts", "posted", "send", "sends", "put", "puts", "create", "creates", "add", "adds", "save", "saves", "publish", "publishes", "share",
            "shares", "message", "tell", "tells", "notify", "notifies", "inform", "drop", "announce", "store", "push", "deliver", "update", "alert", "warn"];

    private static readonly string[] Reads =
        ["read", "reads", "get", "gets", "fetch", "pull", "check", "list", "show", "take", "copy", "look", "query", "have", "keep", "track", "summarise", "summarize", "is", "are"];

    private static readonly string[] Connects = ["connect", "link", "hook", "authorize", "authorise", "sign", "log", "attach", "reconnect", "integrate"];
    private static readonly string[] Drops = ["not", "without", "no", "forget", "drop", "remove", "skip", "except", "disconnect"];

    private readonly string _text;
    private readonly IReadOnlyList<Word> _words;
    private readonly List<(int Start, int End)> _spans = [];
    private readonly List<string> _services = [];
    private readonly List<string> _without = [];

    private ServiceReading(string text, IReadOnlyList<Word> words) => (_text, _words) = (text, words);

    /// <summary>In the order in which they were named.</summary>
    public IReadOnlyList<string> Services => _services;

    public IReadOnlyList<string> Without => _without;

    public string? From { get; private set; }

    public string? To { get; private set; }

    public string? Channel { get; private set; }

    public string? Connect { get; private set; }

    public static ServiceReading Of(string text, IReadOnlyList<Word> words)
    {
        var reading = new ServiceReading(text, words);
        for (var i = 0; i < words.Count; i++)
        {
            if (ServiceNames.Find(words, i, out var length) is { } service)
            {
                reading.Take(service, i, i + length - 1);
                i += length - 1;
            }
        }

        reading.TakeChannel();
        return reading;
    }

    /// <summary>The words that say something else; a comma stands for what was taken out.</summary>
    public IReadOnlyList<Word> Rest(IReadOnlyList<Word> words)
    {
        var left = new List<Word>();
        foreach (var word in words)
        {
            if (!_spans.Exists(span => word.Start >= span.Start && word.End <= span.End))
            {
                left.Add(word);
            }
            else if (left.Count > 0 && left[^1].Kind != WordKind.Mark)
            {
                left.Add(new(",", WordKind.Mark, word.Start, word.Start));
            }
        }

        return left;
    }

    private void Take(string service, int first, int last)
    {
        var from = first;
        while (from > 0 && _words[from - 1].IsAny(Articles))
        {
            from--;
        }

        var preposition = from > 0 ? _words[from - 1] : default;
        var prepared = preposition.IsAny(Into) || preposition.IsAny(OutOf) || preposition.IsAny(At)
            || (preposition.Is("of") && from > 1 && _words[from - 2].Is("out"));
        var end = last;
        while (end + 1 < _words.Count && end - last < 2 && _words[end + 1].IsAny(Nouns))
        {
            end++;
        }

        var start = !prepared ? first : preposition.Is("of") ? from - 2 : from - 1;
        _spans.Add((_words[start].Start, _words[end].End));
        if (Before(first).Take(4).Any(word => word.IsAny(Drops)) || Instead(from))
        {
            _without.Add(service);
            return;
        }

        if (!_services.Contains(service))
        {
            _services.Add(service);
        }

        if (Before(first).Any(word => word.IsAny(Connects)))
        {
            Connect ??= service;
        }

        Put(service, Role(service, preposition, prepared, first, last));
    }

    private void Put(string service, ServiceRole role)
    {
        if (role == ServiceRole.Written)
        {
            To ??= service;
        }
        else
        {
            From ??= service;
        }
    }

    private ServiceRole Role(string service, Word preposition, bool prepared, int first, int last)
    {
        var usual = service == "slack" ? ServiceRole.Written : ServiceRole.Read;
        if (Before(first).Any(word => word.IsAny(Connects)))
        {
            return usual;
        }

        if (preposition.IsAny(Into))
        {
            return ServiceRole.Written;
        }

        if (preposition.IsAny(OutOf) || preposition.Is("of"))
        {
            return prepared ? ServiceRole.Read : usual;
        }

        // "omni-store" is a name and says nothing about storing.
        if (prepared && preposition.IsAny(At) && Before(first).SkipWhile(word => word.IsAny(Articles) || word.IsAny(At)).FirstOrDefault() is { Text: not null } noun
            && noun.IsAny("database", "db", "repository", "repo", "team"))
        {
            return usual;
        }

        var verb = Before(first).FirstOrDefault(word => (word.IsAny(Writes) || word.IsAny(Reads)) && !(word.Start > 0 && _text[word.Start - 1] is '-' or '/'));
        if (prepared)
        {
            return verb.Text is null ? usual : verb.IsAny(Writes) ? ServiceRole.Written : usual;
        }

        return verb.Text is not null && verb.IsAny("create", "add", "write", "open", "make") && last + 1 < _words.Count && _words[last + 1].IsAny(Written)
            ? ServiceRole.Written
            : usual;
    }

    /// <summary>The words before one, nearest first, as far as its clause goes.</summary>
    private IEnumerable<Word> Before(int place)
    {
        for (var i = place - 1; i >= 0 && i >= place - Reach; i--)
        {
            if (_words[i].Kind == WordKind.Mark || _words[i].IsAny("and", "then", "but"))
            {
                yield break;
            }

            yield return _words[i];
        }
    }

    /// <summary>"instead of Notion", "rather than Notion".</summary>
    private bool Instead(int from)
        => from > 1 && ((_words[from - 1].Is("of") && _words[from - 2].Is("instead")) || (_words[from - 1].Is("than") && _words[from - 2].Is("rather")));

    /// <summary>"#general", "the general channel": a channel is a place to write to.</summary>
    private void TakeChannel()
    {
        for (var i = 0; i < _words.Count; i++)
        {
            if (_words[i] is { Kind: WordKind.Mark, Text: "#" } && i + 1 < _words.Count && _words[i + 1].Start == _words[i].End
                && char.IsLetterOrDigit(_text[_words[i].End]) && !OnlyDigits(_words[i].End))
            {
                Name(i, _words[i].Start, _words[i].End);
                return;
            }

            if (_words[i].Is("channel") && i > 0 && _words[i - 1] is { Kind: WordKind.Word or WordKind.Quote } named && !named.IsAny(Articles)
                && !named.IsAny(At) && !named.IsAny(Into) && !named.IsAny("which", "what", "slack", "one", "right", "same", "public"))
            {
                var start = Start(named);
                Channel = named.Kind == WordKind.Quote ? named.Text.TrimStart('#') : _text[start..named.End];
                Keep(i - 1, start, _words[i].End);
                return;
            }
        }
    }

    private void Name(int place, int start, int from)
    {
        var end = from;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || (_text[end] is '-' or '_' && end + 1 < _text.Length && char.IsLetterOrDigit(_text[end + 1]))))
        {
            end++;
        }

        Channel = _text[from..end];
        var behind = _words.FirstOrDefault(word => word.Start >= end);
        Keep(place, start, behind.Is("channel") ? behind.End : end);
    }

    private void Keep(int place, int start, int end)
    {
        var first = place;
        while (first > 0 && (_words[first - 1].IsAny(Articles) || _words[first - 1].IsAny(Into) || _words[first - 1].IsAny(At) || _words[first - 1].Is("channel")))
        {
            first--;
        }

        _spans.Add((Math.Min(start, _words[first].Start), end));
        To ??= "slack";
        if (!_services.Contains("slack"))
        {
            _services.Add("slack");
        }
    }

    /// <summary>Where the run of letters and hyphens begins that a word ends.</summary>
    private int Start(Word named)
    {
        var start = named.Start;
        while (start > 1 && _text[start - 1] is '-' or '_' && char.IsLetterOrDigit(_text[start - 2]))
        {
            start -= 2;
            while (start > 0 && char.IsLetterOrDigit(_text[start - 1]))
            {
                start--;
            }
        }

        return start;
    }

    /// <summary>"#3" is a number, not a channel.</summary>
    private bool OnlyDigits(int from)
    {
        var end = from;
        while (end < _text.Length && char.IsLetterOrDigit(_text[end]))
        {
            end++;
        }

        return _text.AsSpan(from, end - from).IndexOfAnyExceptInRange('0', '9') < 0 && (end == _text.Length || _text[end] != '-');
    }

    private enum ServiceRole
    {
        Read,
        Written,
    }
}
