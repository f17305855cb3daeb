using OmniForge.Agents.Building.Branches;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>One message against the state of the conversation: readings, content, files, times, names.</summary>
internal sealed class Scene
{
    private readonly string _text;
    private readonly IReadOnlyList<Word> _words;
    private readonly BuilderState _state;
    private readonly BuilderWorld _world;
    private readonly TableView? _table;
    private readonly IReadOnlyList<string> _files;
    private readonly string? _missing;
    private readonly ServiceReading _services;
    private readonly SaidFlow _flow;

    /// <summary>Words of the last reading that were said and not used.</summary>
    private IReadOnlyList<Unclear> _left = [];

    public Scene(string text, IReadOnlyList<Word> words, BuilderState state, BuilderWorld world)
    {
        (_text, _words, _state, _world) = (text, words, state, world);
        _services = ServiceReading.Of(text, words);
        _flow = SaidFlow.Of(text, words, _services);
        (_files, _missing) = FileFinder.Find(words, world);
        var elsewhere = _services.From is not null || (state.Wish.From is not null && _services.Without.Count == 0);
        _files = elsewhere && words.All(word => word.Kind != WordKind.File) ? [] : _files;
        var sure = _files is [var one] && (state.Wish.File is null || words.Any(word => word.Kind == WordKind.File)) ? one : null;
        if (sure is null && state.Wish.File is null && _files.Count == 0 && _missing is null && !elsewhere)
        {
            _files = FileFinder.ByContent(text, words, world);
            sure = _files is [var only] ? only : null;
        }

        var moves = _services.From is { } from && from != state.Wish.From?.Integration;
        _table = moves && sure is null ? null : TableView.Of(
            world, sure ?? state.Wish.File ?? (world.Files is [var single] && _missing is null && !elsewhere ? single.File : null));
    }

    /// <summary>Places of the sources that the words may be about.</summary>
    public IReadOnlyList<int> Fitting { get; init; } = [];

    private bool YesNo => _state.Question?.Kind is QuestionKind.Summary or QuestionKind.Test or QuestionKind.Activate
        or QuestionKind.SkipTest or QuestionKind.Edit or QuestionKind.Restart or QuestionKind.Delete or QuestionKind.Archive or QuestionKind.Connect or QuestionKind.Whereabouts
        || (_state.Question is { Kind: QuestionKind.File, Choices.Count: 1 });

    /// <summary>While the time is asked nearly everything is an answer to it; null = read it like any message.</summary>
    public TurnUnderstanding? AnswersWhen(TurnAct act)
    {
        var answer = AnswerReading.Read(_words, _ => ContentWeight.None);
        if (act is not (TurnAct.None or TurnAct.Run or TurnAct.Resume) || (answer.Asks && answer.Rest.Count == 0))
        {
            return null;
        }

        var spans = Whens();
        if ((answer.Defers || answer.Pauses || answer.Agrees || answer.Declines) && answer.Rest.Count == 0 && spans.Count == 0)
        {
            return null;
        }

        if (answer.Defers && spans.Count > 0 && spans.TrueForAll(span => TimeWords.Once(_text, span)))
        {
            return null;
        }

        var others = WithoutWhen(_words, spans, _state.Question!.Kind);
        if (others.Count == 0 || spans.Count == 0)
        {
            return SaysWhen() ? new() { Reading = TurnReading.Statement, Words = _text, When = _text } : null;
        }

        var content = Content(TurnReading.Statement, others);
        return content with { When = Said(spans), Unclear = [.. content.Unclear, .. _left] };
    }

    /// <summary>Whether the words move the time on: they are understood alone, or as the answer to the part that was asked.</summary>
    private bool SaysWhen()
    {
        var zone = _state.Zone ?? _world.TimeZone;
        if (_state.OpenWhen is not { } open)
        {
            return ScheduleReader.Read(_text, zone) is { Kind: not null } or { Question.Understood.Length: > 0 }
                || ScheduleReader.Find(_text).Count > 0;
        }

        var before = ScheduleReader.Resume(open.Said, open.Current, zone);
        var after = ScheduleReader.Resume([.. open.Said, _text], open.Current, zone);
        return after.Question is null || after.Question != before.Question || ScheduleReader.Find(_text).Count > 0;
    }

    public TurnUnderstanding Read()
    {
        var answer = AnswerReading.Read(_words, Weigh);
        var rest = answer.Rest;
        var discovery = _state.Phase is Phase.Discovery or Phase.Idle && !YesNo;
        if (answer.Asks && discovery && !answer.Defers && !AskPhrases.Wonders(answer.Asked) && Weigh(answer.Asked) != ContentWeight.None
            && (rest.Count > 0 || Weigh(answer.Asked) == ContentWeight.Strong))
        {
            rest.InsertRange(0, [.. answer.Asked, new Word(",", WordKind.Mark, answer.Asked[^1].End, answer.Asked[^1].End)]);
            answer.Asks = false;
        }

        var understood = Content(TurnReading.Statement, rest);
        var (reading, fault) = SentenceReading.Decide(answer, understood, YesNo, _state, rest.Count == 0 ? ContentWeight.None
            : Weigh(rest));
        return reading is TurnReading.Yes or TurnReading.No or TurnReading.Later or TurnReading.Question or TurnReading.Unclear
            && !(reading == TurnReading.Question && Changes(understood))
            ? new TurnUnderstanding
            {
                Reading = reading,
                Words = _text,
                Services = understood.Services,
                From = understood.From,
                To = understood.To,
                Channel = understood.Channel,
                Connect = understood.Connect,
                Without = understood.Without,
                Unsupported = understood.Unsupported,
                MissingFile = reading == TurnReading.Unclear ? understood.MissingFile : null
            }
            : understood with
            {
                Reading = reading,
                Fault = fault,
                Act = fault ? TurnAct.None : Trailing(),
                Unclear = fault ? understood.Unclear : [.. understood.Unclear, .. _left],
            };
    }

    /// <summary>"…, then switch it on": a wish that follows once the change is settled.</summary>
    private TurnAct Trailing() => ActPhrases.Trailing(_words);

    /// <summary>What the given words say about the agent.</summary>
    public TurnUnderstanding Content(TurnReading reading, IReadOnlyList<Word> words)
    {
        var name = NameReading.Find(_text);
        var spans = Whens();
        var left = _flow.Rest(_services.Rest(WithoutWhen(words, spans, null))).ToList();
        if (name is { } named)
        {
            left = [.. left.Where(word => word.Start < named.Start || word.End > named.End)];
        }

        var draft = _table is null ? null : ContentGrammar.Read(_text, left, _table, Local());
        if (draft is not null && words.Count > 0)
        {
            PresentOrder.Apply(draft, left, _table!, _state.Wish);
        }

        _left = draft?.Left ?? [];
        var change = draft is null ? new WishChange() : PresentOrder.Amount(draft.ToChange(), draft, _text, _state.Wish);
        var saidWhen = spans.Where(span => words.Any(word => word.Start < span.Start + span.Length && word.End > span.Start)).ToList();
        var later = _table is null && left.Any(word => word.Kind == WordKind.Word) ? Rejoined(left) : null;
        return new()
        {
            Reading = reading,
            Words = _text,
            Goal = GoalReading.Find(_text, left, draft is { Any: true } || _files.Count > 0 || _services.Services.Count > 0 || saidWhen.Count > 0),
            Files = _files,
            MissingFile = _missing,
            Services = _services.Services,
            From = _flow.From(_services),
            To = _services.To,
            Reads = _flow.Reads,
            ReadsFileToo = _flow.ReadsFileToo,
            Adds = _flow.Adds,
            Deliveries = _flow.Branches ? _flow.Deliveries : [],
            Source = _state.Wish.At,
            Fitting = Fitting,
            Channel = _services.Channel,
            Connect = _services.Connect,
            Without = _services.Without,
            Unsupported = ServiceNames.Unsupported(words, InTable),
            Change = change,
            Unclear = draft?.Unclear ?? [],
            LaterWords = later,
            When = saidWhen.Count > 0 ? Said(saidWhen) : null,
            Name = name?.Name,
        };
    }

    /// <summary>The words as typed, without what stood between them.</summary>
    private string Rejoined(IReadOnlyList<Word> words)
        => string.Concat(words.DistinctBy(word => (word.Start, word.Kind)).Select(word => word.Kind == WordKind.Mark ? word.Text : " " + _text[word.Start..word.End])).Trim(',', ' ');

    private static bool Changes(TurnUnderstanding read) => read.When is not null || read.Name is not null || WishChanges.Any(read.Change)
        || read.Unclear.Count > 0;

    private bool InTable(string words)
        => _table is not null && _table.Columns.Any(column => column.Joined == string.Concat(Stems.Of(words))
            || column.Words.Contains(words));

    /// <summary>Whether the words clearly name content.</summary>
    public bool Names(IReadOnlyList<Word> words) => Weigh(words) == ContentWeight.Strong;

    private ContentWeight Weigh(IReadOnlyList<Word> words)
    {
        if (Whens().Any(span => span.Text.Length > 0 && words.Any(word => word.Start >= span.Start
            && word.End <= span.Start + span.Length)))
        {
            return ContentWeight.Strong;
        }

        if (_table is null)
        {
            return GoalReading.Find(_text, words, named: false) is null && _files.Count == 0 ? ContentWeight.None : ContentWeight.Strong;
        }

        var draft = ContentGrammar.Read(_text, words, _table, Local());
        return draft.Strong && WishChanges.Any(draft.ToChange()) ? ContentWeight.Strong
            : draft.Any ? ContentWeight.Weak
            : (_state.Phase is Phase.Discovery or Phase.Idle && GoalReading.Find(_text, words, _files.Count > 0) is not null)
                ? ContentWeight.Strong
            : ContentWeight.None;
    }

    private List<ScheduleSpan> Whens()
    {
        var name = NameReading.Find(_text);
        var spans = ScheduleReader.Find(_text)
            .Where(span => !_flow.Covers(span.Start, span.Start + span.Length))
            .Where(span => !(YesNo && span.Kind != ScheduleSpanKind.LeftOut && TimeWords.Once(_text, span)) && (name is not { } named || span.Start >= named.End
                || span.Start + span.Length <= named.Start))
            .Where(span => span.Kind == ScheduleSpanKind.When
                || (span.Kind == ScheduleSpanKind.LeftOut && _state.Wish.When is { OnDemand: false, Rules.Count: > 0 })
                || (span.Kind == ScheduleSpanKind.HowOften && _state.Wish.When is null && _state.Question?.Kind is not QuestionKind.When))
            .Where(span => _state.Question?.Kind is QuestionKind.When or QuestionKind.WhenPart || !TimeWords.Amount(_text, span))
            .ToList();

        // Beside a clear habit, a vague word such as a name that sounds like a number is no time.
        return spans.Exists(span => TimeWords.Repeats(_text, span)) ? [.. spans.Where(span => TimeWords.Repeats(_text, span))] : spans;
    }

    private string Said(IReadOnlyList<ScheduleSpan> spans)
    {
        var exact = spans.Where(span => span.Kind == ScheduleSpanKind.When).ToList();
        if (exact is [var old, var now] && TimeWords.Exchanged(_text, old, now) is { } exchanged)
        {
            return exchanged;
        }

        return string.Join(", ", (exact.Count > 0 ? exact : spans).Select(span => TimeWords.WithJoint(_text, span)));
    }

    /// <summary>The words outside the parts about time; a comma stands where one was.</summary>
    private static List<Word> WithoutWhen(IReadOnlyList<Word> words, IReadOnlyList<ScheduleSpan> spans, QuestionKind? asking)
    {
        var left = new List<Word>();
        foreach (var word in words)
        {
            if (!spans.Any(span => word.Start < span.Start + span.Length && word.End > span.Start))
            {
                left.Add(word);
            }
            else if (left.Count > 0 && left[^1].Kind != WordKind.Mark)
            {
                left.Add(new(",", WordKind.Mark, word.Start, word.Start));
            }
        }

        return asking is not null && left.All(word => word.Kind == WordKind.Mark || word.IsAny("and", "please", "at", "on", "then", "it",
            "run", "the", "ok", "yes", "no", "sure", "let", "us", "say", "maybe", "thanks", "i", "think", "would", "like", "send"))
            ? []
            : left;
    }

    private DateTimeOffset Local()
        => (_state.Zone ?? _world.TimeZone) is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? TimeZoneInfo.ConvertTime(_world.Now, found) : _world.Now;
}
