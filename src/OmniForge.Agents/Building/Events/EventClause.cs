using System.Text;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Events;

/// <summary>Reads one clause: who or what, what happens, and where.</summary>
internal sealed class EventClause(string text, IReadOnlyList<Word> words, EventLead lead)
{
    private const int Longest = 22;

    private readonly HashSet<int> _used = [];
    private readonly List<string> _services = [];
    private string? _thing;
    private EventVerb? _verb = lead.Named ? EventVerb.Made : null;
    private string _place = "";

    public FoundEvent? Read()
    {
        var end = End();
        for (var i = lead.First; i < lead.Next; i++)
        {
            _used.Add(i);
        }

        if (OwnSystem(end) is { } own)
        {
            return Found(own, end);
        }

        for (var i = lead.Next; i < end; i++)
        {
            i = Word(i, end);
        }

        Trim(end);
        return _thing is null || _verb is null || Past(end) ? null : Found(Said(_verb.Value, end), end);
    }

    /// <summary>Takes the word at a place; gives the last place that was taken with it.</summary>
    private int Word(int at, int end)
    {
        var word = words[at];
        if (ServiceNames.Find(words, at, out var length) is { } service)
        {
            Add(service);
            return Use(at, length);
        }

        if (_verb is not null && word.IsAny(EventVocabulary.Prepositions) && !word.Is("of") && _thing is not null)
        {
            return Place(at, end);
        }

        if (Channel(at, end) is { } last)
        {
            return last;
        }

        if (_thing is null && !Does(at) && EventVocabulary.Thing(words, at, out var taken) is { } thing)
        {
            _thing = thing;
            return Use(at, taken);
        }

        if (EventVocabulary.Verb(word) is { } verb && (_verb is null || lead.Named))
        {
            return Verb(at, end);
        }

        if (word.IsAny(EventVocabulary.Auxiliaries) || word.IsAny(EventVocabulary.People) || word.IsAny(EventVocabulary.Articles) || word.IsAny("there", "in", "up", "you", "us", "we", "they"))
        {
            Use(at, 1);
        }

        return at;
    }

    /// <summary>"somebody comments": a word for a thing that says what is done.</summary>
    private bool Does(int at) => EventVocabulary.Verb(words[at]) is not null && words[at - 1].IsAny(EventVocabulary.People);

    private int Verb(int at, int end)
    {
        var verb = EventVocabulary.Verb(words[at])!.Value;
        _verb = lead.Named && verb == EventVerb.Made ? EventVerb.Made : verb;
        if (verb == EventVerb.Mentioned)
        {
            _thing ??= "message";
        }

        // "comes in", "shows up"
        return Use(at, at + 1 < end && words[at].IsAny("comes", "come", "came", "shows", "put", "puts") && words[at + 1].IsAny("in", "up") && !Names(at + 2, end) ? 2 : 1);
    }

    /// <summary>"to the Meetings database in Notion": what it lies in, by name.</summary>
    private int Place(int at, int end)
    {
        var last = at;
        while (last + 1 < end && !words[last + 1].IsAny(EventVocabulary.Prepositions) && words[last + 1] is not { Kind: WordKind.Mark, Text: "(" })
        {
            last++;
        }

        Use(at, last - at + 1);
        var said = new List<Word>();
        for (var i = at + 1; i <= last; i++)
        {
            if (ServiceNames.Find(words, i, out var length) is { } service)
            {
                Add(service);
                i += length - 1;
            }
            else if (!words[i].IsAny(EventVocabulary.Articles) && !words[i].IsAny(EventVocabulary.PlaceNouns) && words[i] is not { Kind: WordKind.Mark, Text: "#" })
            {
                said.Add(words[i]);
            }
            else if (words[i].Is("channel") || words[i] is { Kind: WordKind.Mark, Text: "#" })
            {
                Add("slack");
            }
        }

        if (said.Count > 0 && said.Exists(word => word.Kind != WordKind.Mark) && _place.Length == 0)
        {
            _place = said is [{ Kind: WordKind.Quote } quoted] ? quoted.Text : text[said[0].Start..said[^1].End].Trim('"', '“', '”', '\'', ' ');
        }

        return last;
    }

    /// <summary>"#support gets a message".</summary>
    private int? Channel(int at, int end)
    {
        if (words[at] is not { Kind: WordKind.Mark, Text: "#" } || at + 1 >= end || words[at + 1].Start != words[at].End)
        {
            return null;
        }

        var last = at + 1;
        while (last + 2 < end && words[last + 1].Text is "-" or "_" && words[last + 1].Start == words[last].End && words[last + 2].Start == words[last + 1].End)
        {
            last += 2;
        }

        Add("slack");
        _place = text[words[at + 1].Start..words[last].End];
        Use(at, last - at + 1);
        return last;
    }

    /// <summary>"our shop system calls": whoever has written that system knows what it says.</summary>
    private SaidEvent? OwnSystem(int end)
    {
        for (var i = lead.Next; i + 1 < end; i++)
        {
            if (EventVocabulary.IsSystem(words[i]) && EventVocabulary.IsCall(words[i + 1]) && words[lead.Next].IsAny("our", "my", "the", "a", "your"))
            {
                var name = text[words[lead.Next + 1].Start..words[i].End];
                Use(lead.Next, end - lead.Next);
                return new(EventKind.OwnType, [], "report", name, text[words[lead.First].Start..words[end - 1].End]);
            }
        }

        return null;
    }

    private SaidEvent Said(EventVerb verb, int end)
    {
        var thing = _thing!;
        var known = EventKind.All.Where(kind => kind.Thing == thing && kind.Integration.Length > 0).Select(kind => kind.Integration).Distinct().ToList();
        var services = _services.Count > 0 ? _services.Take(1).ToList() : known;

        // A bug in Notion is a page there, and a page of a service that has none is what that service has.
        thing = services is [var only] && !known.Contains(only) && thing is "page" or "issue"
            ? EventKind.All.FirstOrDefault(kind => kind.Integration == services[0])?.Thing ?? thing
            : thing;
        var said = new SaidEvent(null, services, thing, _place, text[words[lead.First].Start..words[end - 1].End]) { Verb = verb };
        return services is [var sure] ? said with { Type = said.In(sure)?.Type } : said;
    }

    private FoundEvent Found(SaidEvent said, int end)
    {
        var rest = new StringBuilder(text);
        foreach (var at in _used)
        {
            Blank(rest, words[at]);
        }

        if (end < words.Count && words[end] is { Kind: WordKind.Mark, Text: "," })
        {
            Blank(rest, words[end]);
        }

        return new(said, rest.ToString());
    }

    private static void Blank(StringBuilder rest, Word word)
    {
        for (var i = word.Start; i < word.End; i++)
        {
            rest[i] = ' ';
        }
    }

    /// <summary>Where the clause ends: at a mark, or where an order or a condition begins once it is known what happens.</summary>
    private int End()
    {
        var (thing, verb) = (false, lead.Named);
        for (var i = lead.Next; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Kind == WordKind.Mark && word.Text is "," or ";" or "." or "!" or "?" or ":" && !(word.Text is "." && i + 1 < words.Count && words[i + 1].Start == word.End))
            {
                return i;
            }

            if (i - lead.Next >= Longest || word.IsAny("then") || (thing && verb && Leaves(i)))
            {
                return i > 0 && words[i - 1].IsAny("and") ? i - 1 : i;
            }

            thing |= EventVocabulary.Thing(words, i, out _) is not null || EventVocabulary.IsSystem(word);
            verb |= EventVocabulary.Verb(word) is not null || EventVocabulary.IsCall(word);
        }

        return words.Count;
    }

    private bool Leaves(int at)
        => (words[at].IsAny(EventVocabulary.Orders) && !words[at - 1].IsAny(EventVocabulary.Auxiliaries) && !words[at - 1].IsAny(EventVocabulary.Prepositions)
                && !words[at - 1].IsAny(EventVocabulary.Articles) && words[at - 1] is not { Kind: WordKind.Mark, Text: "#" or "-" })
            || words[at].IsAny(EventVocabulary.Turns);

    /// <summary>"when the issue was created" tells of the past.</summary>
    private bool Past(int end)
    {
        for (var i = lead.Next; i < end; i++)
        {
            if (words[i].IsAny("was", "were"))
            {
                return !words[lead.First].IsAny("whenever", "each", "every");
            }
        }

        return false;
    }

    /// <summary>Small words between what was used say nothing of their own.</summary>
    private void Trim(int end)
    {
        for (var i = lead.Next; i < end; i++)
        {
            if (words[i].Kind == WordKind.Mark || words[i].IsAny("and", "or"))
            {
                Use(i, 1);
            }
        }
    }

    private bool Names(int at, int end) => at < end && !words[at].IsAny(EventVocabulary.Prepositions) && words[at].Kind is WordKind.Word or WordKind.Quote
        && ServiceNames.Find(words, at, out _) is null && at - 1 < end && words[at - 1].Is("in");

    private void Add(string service)
    {
        if (!_services.Contains(service))
        {
            _services.Add(service);
        }
    }

    private int Use(int at, int count)
    {
        for (var i = at; i < at + count; i++)
        {
            _used.Add(i);
        }

        return at + count - 1;
    }
}
