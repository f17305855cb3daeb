using OmniForge.Agents.Building.Branches;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building;

/// <summary>Understands a message by grammar and tables: deterministic, without a language model.</summary>
public static class GrammarReader
{
    public static TurnUnderstanding Read(string text, BuilderState state, BuilderWorld world)
        => StandingAnswers.Read(text, state) is { } standing ? new() { Reading = standing, Words = text }
            : Events.EventReader.Read(text, state, world) ?? ReadPlain(text, state, world);

    /// <summary>A message, or what is left of one, in which nothing is said to start the agent.</summary>
    internal static TurnUnderstanding ReadPlain(string text, BuilderState state, BuilderWorld world)
    {
        world = world with { Tables = state.Tables };
        var words = Courtesies.Without(Words.Cut(text));
        var sentence = Sentence(words);
        return Editing.EditReading.Read(text, sentence, state, world) ?? Restated(text, sentence, state, world) ?? Read(text, words, sentence, state, world);
    }

    /// <summary>A correction read in its plain form; null when it is plain already.</summary>
    private static TurnUnderstanding? Restated(string text, string sentence, BuilderState state, BuilderWorld world)
    {
        var moves = MovePhrases.Find(sentence) is { } move && !(move is { Reading: TurnReading.Undo, Target: { } target } && !Turns.Moves.Knows(state, target));
        if (moves || Corrections.Restatement.Of(text, state, world) is not { } plain)
        {
            return null;
        }

        var words = Words.Cut(plain.Text);
        if (words.TrueForAll(word => word.Kind == WordKind.Mark))
        {
            return new() { Reading = TurnReading.Change, Words = text, Change = plain.Change, Act = ActPhrases.Trailing(Words.Cut(text)) };
        }

        var read = Read(plain.Text, words, Sentence(words), state, world);
        return !WishChanges.Any(plain.Change) ? read with { Words = text }
            : read with
            {
                Reading = TurnReading.Change,
                Words = text,
                Fault = false,
                Act = read.Act == TurnAct.None ? ActPhrases.Trailing(Words.Cut(text)) : read.Act,
                Change = Corrections.DraftExchange.Both(read.Change, plain.Change),
            };
    }

    private static TurnUnderstanding Read(string text, List<Word> words, string sentence, BuilderState state, BuilderWorld world)
    {
        var question = state.Question?.Kind;
        var act = Act(text, words, state);
        if (Direct(text, words, state, sentence) is { } at)
        {
            return at;
        }

        if (question == QuestionKind.Unclear && ChoiceReading.LeavesOut(sentence))
        {
            return new() { Reading = TurnReading.No, Words = text };
        }

        if (state.Deferred && act == TurnAct.Resume)
        {
            return new() { Reading = TurnReading.Statement, Words = text, Act = act };
        }

        if ((MovePhrases.Find(sentence) ?? MoveReading.Twice(sentence)) is { } move && !(move.Reading == TurnReading.Cancel && act is TurnAct.Pause
            && state.Phase == Phase.Complete) && !(move.Reading == TurnReading.Back && BackToValue.Names(move.Target)))
        {
            return new() { Reading = move.Reading, Words = text, Target = move.Target };
        }

        if (MayNamePlace(question) && Whereabouts.Find(text, question == QuestionKind.Whereabouts) is { } whereabouts)
        {
            return new() { Reading = TurnReading.Statement, Words = text, Place = whereabouts };
        }

        var spoken = SpokenSource.Of(text, words, state, world);
        state = spoken is [var about] ? state with { Wish = state.Wish with { At = about } } : state;
        var scene = new Scene(text, words, state, world) { Fitting = spoken };
        if (MoveReading.Beside(words, scene.Names) is { } beside)
        {
            return new() { Reading = beside.Reading, Words = text, Target = beside.Target };
        }

        if (ExplainedAnswers.Read(question, words, scene.Names) is { } explained)
        {
            return new() { Reading = explained, Words = text };
        }

        if (Conclusion.Of(words) is { } so && Concluded(so, text, state, world) is { } concluded)
        {
            return concluded;
        }

        if (question is QuestionKind.When or QuestionKind.WhenPart or QuestionKind.Zone && scene.AnswersWhen(act) is { } when)
        {
            return when;
        }

        if (SignInPhrases.Read(sentence, question) is { } turned)
        {
            return turned with { Words = text };
        }

        return Chosen(text, words, state, world, scene) ?? (act != TurnAct.None && !AskPhrases.OnlyAsks(words) ? ByAct(act, question, text) : null) ?? scene.Read();
    }

    /// <summary>"it went wrong last time, so test it": what follows decides, unless what goes before speaks against a yes.</summary>
    private static TurnUnderstanding? Concluded(Conclusion so, string text, BuilderState state, BuilderWorld world)
    {
        var then = Read(text, [.. so.Then], Sentence(so.Then), state, world);
        var plain = then.Reading is TurnReading.Yes or TurnReading.No or TurnReading.Later or TurnReading.Cancel or TurnReading.Restart or TurnReading.Undo or TurnReading.Back;
        return plain && (then.Reading != TurnReading.Yes || so.Allows(Read(text, [.. so.Why], Sentence(so.Why), state, world).Reading)) ? then : null;
    }

    /// <summary>The answer to "which one?", when it is one of those that were offered.</summary>
    private static TurnUnderstanding? Chosen(string text, List<Word> words, BuilderState state, BuilderWorld world, Scene scene)
    {
        var question = state.Question?.Kind;
        if (SpokenSource.Answer(words, state) is { } which)
        {
            return new() { Reading = TurnReading.Statement, Words = text, Answer = which };
        }

        if (question is QuestionKind.SourcePlace or QuestionKind.TargetPlace or QuestionKind.SourceAccount or QuestionKind.TargetAccount
            && PlaceFinder.InAnswer(words, state.Question!.Choices) is { } place)
        {
            var rest = words.Where(word => !place.Words.Contains(word)).ToList();
            return scene.Content(TurnReading.Statement, rest) with { Answer = place.Name, Goal = null };
        }

        return question is QuestionKind.Unclear or QuestionKind.File && ChoiceReading.Pick(words, state, world) is { } picked
            ? scene.Content(TurnReading.Statement, words) with { Answer = picked, Unclear = [], Change = new() } : null;
    }

    /// <summary>What is wished to be done right away.</summary>
    private static TurnAct Act(string text, List<Word> words, BuilderState state)
    {
        if (state.Standing != AgentStanding.None && SampleWords.Of(text) is not null)
        {
            return TurnAct.Test;
        }

        var question = state.Question?.Kind;
        var act = ActPhrases.Find(Sentence(words), question);
        return act == TurnAct.SkipTest && words.Count > 2 && words[0].IsAny("no", "nope", "nah") && words[1].Kind == WordKind.Mark
            ? ActPhrases.Find(Sentence([.. words.Skip(2)]), question) : act;
    }

    /// <summary>Short answers and changes of what the draft has, which need no more than their words.</summary>
    private static TurnUnderstanding? Direct(string text, List<Word> words, BuilderState state, string sentence)
    {
        if (DirectAnswers.Read(state.Question?.Kind, sentence) is { } direct && !(direct == TurnReading.Yes && AskPhrases.OnlyAsks(words)))
        {
            return new() { Reading = direct, Words = text };
        }

        if (PresentAmount.Read(text, words, state) is { } amount)
        {
            return amount;
        }

        if (Alone(text, state, sentence) is { } alone)
        {
            return alone;
        }

        return (PresentOrder.Reversed(sentence, state.Wish) ?? PresentFigure.Read(sentence, state.Wish)) is { } reversed
            ? new() { Reading = TurnReading.Change, Words = text, Change = reversed } : null;
    }

    /// <summary>A number for a condition, how long a message is, or another place to read: sentences that say nothing else.</summary>
    private static TurnUnderstanding? Alone(string text, BuilderState state, string sentence)
    {
        var kind = state.Question?.Kind;
        var asked = kind switch
        {
            QuestionKind.Limit => state.Wish.Deliveries.Select(delivery => delivery.Only).FirstOrDefault(test => test is { Unread: true }) is { } open
                && Turns.Figures.Answer(text, open) is not null,
            QuestionKind.Form => FormReading.Answer(sentence) is not null,
            _ => false,
        };
        if (asked)
        {
            return new() { Reading = TurnReading.Statement, Words = text };
        }

        var form = kind != QuestionKind.Form && FormReading.Alone(sentence) is not null && state.Wish.Deliveries.Any(Turns.Forms.Takes);
        var elsewhere = state.Wish is { From: { Id.Length: > 0 } from, When: not { Event: not null } }
            && Turns.SaidPlaces.Of(text, from.Integration) is { } place && Turns.SaidPlaces.IsAll(place);
        return form || elsewhere ? new() { Reading = TurnReading.Change, Words = text } : null;
    }

    /// <summary>Where a list is open, a place may be one of its entries.</summary>
    private static bool MayNamePlace(QuestionKind? question)
        => question is not (QuestionKind.Zone or QuestionKind.WhichSource or QuestionKind.Unclear or QuestionKind.File or QuestionKind.SourceAccount or QuestionKind.SourcePlace
            or QuestionKind.TargetAccount or QuestionKind.TargetPlace);

    /// <summary>A wish to act is a YES to the question that asks for just that, and else a statement.</summary>
    private static TurnUnderstanding? ByAct(TurnAct act, QuestionKind? question, string text)
    {
        if (question == QuestionKind.Summary && act is TurnAct.Test or TurnAct.Activate && Words.Cut(text)[0].IsAny("no", "nope", "nah"))
        {
            return null;
        }

        var agrees = (question, act) switch
        {
            (QuestionKind.Summary, TurnAct.Test or TurnAct.Activate) => true,
            (QuestionKind.Test, TurnAct.Test or TurnAct.Run) => true,
            (QuestionKind.Activate, TurnAct.Activate) => true,
            (QuestionKind.SkipTest, TurnAct.Activate or TurnAct.SkipTest) => true,
            _ => false,
        };
        if (agrees)
        {
            return new() { Reading = TurnReading.Yes, Words = text, Act = act };
        }

        if (act == TurnAct.SkipTest && question == QuestionKind.Test)
        {
            return new() { Reading = TurnReading.No, Words = text, Act = act };
        }

        return act switch
        {
            TurnAct.TellHistory or TurnAct.TellWhen or TurnAct.TellFiles or TurnAct.TellColumns or TurnAct.TellSteps
                or TurnAct.TellSummary or TurnAct.Help
                => new() { Reading = TurnReading.Question, Words = text, Act = act },
            TurnAct.Resume when question is QuestionKind.Restart => new() { Reading = TurnReading.No, Words = text },
            TurnAct.Resume when question is not null => null,
            TurnAct.Run when question is QuestionKind.Edit => new() { Reading = TurnReading.Unclear, Words = text },
            TurnAct.Run when question is QuestionKind.Summary or QuestionKind.SkipTest or QuestionKind.Restart => null,
            TurnAct.Thank or TurnAct.Greet when question is QuestionKind.Goal or null => new()
            {
                Reading = TurnReading.Statement,
                Words = text,
                Act = act
            },
            TurnAct.Thank or TurnAct.Greet => null,
            _ => new() { Reading = TurnReading.Statement, Words = text, Act = act },
        };
    }

    private static string Sentence(IReadOnlyList<Word> words)
        => string.Join(' ', words.Where(word => word.Kind != WordKind.Mark).SelectMany(word
            => AnswerSpelling.Fix(word.Text.ToLowerInvariant()).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
