namespace OmniForge.Agents.Building.Reading;

/// <summary>Cuts a message into clauses and says of each what it does with an open question.</summary>
internal static class AnswerReading
{
    /// <summary>Longer clauses are never a plain answer.</summary>
    private const int LongestClause = 240;

    private static readonly HashSet<string> Heads = new(StringComparer.Ordinal)
    {
        "yes", "yeah", "yep", "yup", "ya", "ok", "okay", "sure", "alright", "absolutely", "definitely", "agreed", "no", "nope", "nah",
            "okey", "yea", "aye",
    };

    private static readonly HashSet<string> AfterNo = new(StringComparer.Ordinal)
    {
        "i", "it", "that", "the", "this", "you", "we", "yesterday", "my", "please", "make", "use", "put", "do", "not", "only", "just",
            "on", "at", "every", "there", "they", "show", "wait",
        "sorry", "actually", "instead", "rather", "because", "a", "an", "he", "she", "last", "is", "was", "leave", "remove", "drop",
            "add", "include", "thanks", "thank", "let", "change", "sort", "never",
        "daily", "weekly", "but", "still", "today", "something", "what", "why", "how", "when", "where", "can", "could", "yes", "all",
    };

    /// <summary>"…, right?" asks whether what stands before it is so.</summary>
    private static readonly HashSet<string> Tags = new(StringComparer.Ordinal)
    {
        "right", "correct", "yes", "is it", "is it not", "isn it", "does it", "does it not", "will it", "will it not", "can it", "eh", "huh", "yeah", "true", "are they", "are they not", "do they", "do you", "am i right",
    };

    /// <param name="weigh">Says of words whether they clearly name content: such words are no plain answer.</param>
    public static Answer Read(IReadOnlyList<Word> words, Func<IReadOnlyList<Word>, ContentWeight> weigh)
    {
        var answer = new Answer();
        var clauses = Clauses.Cut(words);
        if (clauses is [.., var said, var tag] && tag.Asked && Tags.Contains(Words.Join(tag.Words)))
        {
            answer.Asks = true;
            answer.Asked.AddRange(said.Words);
            clauses.RemoveRange(clauses.Count - 2, 2);
        }

        foreach (var clause in clauses.Where(clause => !Echoes(clause, clauses)))
        {
            answer.Limited |= clause.AfterBut;
            Take(clause.Words, clause.Asked, answer, weigh, depth: 0);
        }

        return answer;
    }

    /// <summary>"turn it on? no chance": the question is only said back, the answer follows.</summary>
    private static bool Echoes(Clause clause, List<Clause> all)
        => clause.Asked && clause.Words.Count <= 4 && clause != all[^1] && !AskPhrases.Asks(Words.Join(clause.Words)) && AskPhrases.Request(Words.Join(clause.Words)) is null
            && !all[^1].Asked && Whole(all[^1].Words);

    private static void Take(IReadOnlyList<Word> words, bool asked, Answer answer, Func<IReadOnlyList<Word>, ContentWeight> weigh,
        int depth)
    {
        var tokens = Fillers.Trim([.. words.Where(word => word.Kind != WordKind.Mark).SelectMany(word
            => AnswerSpelling.Fix(word.Text.ToLowerInvariant()).Split(' ', StringSplitOptions.RemoveEmptyEntries))]);
        var text = string.Join(' ', tokens);
        if (text.Length == 0)
        {
            return;
        }

        if (asked && tokens.Count == 1 && Heads.Contains(text))
        {
            return;
        }

        if (text.Length > LongestClause || depth > 6)
        {
            Keep(words, answer);
            return;
        }

        if (asked ? Idiom(text) : AgreePhrases.Match(text))
        {
            answer.OnlyNo |= answer.Declines && !answer.Agrees && (DoubleNegatives.Agree(text) || Clear(text));
            answer.Agrees = true;
        }
        else if (!asked && (DeferPhrases.IsAsked(text) || (DeferPhrases.IsStrong(text) && weigh(words) is var weight && weight != ContentWeight.Strong && !(text == "on hold" && weight != ContentWeight.None))))
        {
            answer.Pauses |= Pause(text);
            answer.Defers |= !Pause(text);
        }
        else if (!asked && DeclinePhrases.Match(text) && !((StopIdioms.Match(text) || text.StartsWith("not ", StringComparison.Ordinal)) && weigh(words) == ContentWeight.Strong))
        {
            answer.Declines = true;
        }
        else if (!asked && FaultPhrases.IsPraise(text))
        {
            answer.Praises = true;
        }
        else if (!asked && Polarity.Of(text) is { } agrees && weigh(words) != ContentWeight.Strong)
        {
            answer.Agrees |= agrees;
            answer.Declines |= !agrees;
        }
        else if (!Peeled(words, asked, answer, weigh, depth, text))
        {
            Other(words, asked, answer, weigh, text);
        }
    }

    private static void Other(IReadOnlyList<Word> words, bool asked, Answer answer, Func<IReadOnlyList<Word>, ContentWeight> weigh,
        string text)
    {
        if (asked || AskPhrases.Asks(text))
        {
            var request = AskPhrases.Request(text);
            if (request is not null && !text.StartsWith("can i ", StringComparison.Ordinal) && !text.StartsWith("may i ", StringComparison.Ordinal) && LaterIdioms.IsRequest(request))
            {
                answer.Defers = true;
                return;
            }

            var more = !asked && (words[0].IsAny("and", "also", "plus") || (words.Count > 1 && words[1].Is("and"))
                || (words.Count > 2 && words[0].IsAny("which", "that", "who", "whose") && words[1].IsAny("have", "has", "are", "is", "cost", "were", "need"))) && weigh(words) == ContentWeight.Strong;
            if (more || AskPhrases.Wish(text) || (request is not null && weigh(words) != ContentWeight.None))
            {
                Keep(words, answer);
                return;
            }

            answer.Asks = true;
            answer.Asked.AddRange(words);
            return;
        }

        if (DeferPhrases.IsTied(text) && weigh(words) != ContentWeight.Strong)
        {
            answer.Defers = true;
            return;
        }

        Keep(words, answer);
    }

    /// <summary>Takes "yes", "no" off the front, or a clause that agrees off an "and".</summary>
    private static bool Peeled(IReadOnlyList<Word> words, bool asked, Answer answer, Func<IReadOnlyList<Word>, ContentWeight> weigh,
        int depth, string text)
    {
        if (words.Count > 1 && Heads.Contains(AnswerSpelling.Fix(words[0].Text)) && !text.StartsWith("no one", StringComparison.Ordinal))
        {
            var head = AnswerSpelling.Fix(words[0].Text);
            var negative = head is "no" or "nope" or "nah";
            if (!negative || AfterNo.Contains(words[1].Text) || Whole(words.Skip(1)))
            {
                answer.Agrees |= !negative;
                answer.Declines |= negative;
                Take([.. words.Skip(1)], asked, answer, weigh, depth + 1);
                return true;
            }
        }

        if (words.Count > 1 && words[0].Is("wait"))
        {
            Take([.. words.Skip(1)], asked, answer, weigh, depth + 1);
            return true;
        }

        for (var i = 1; i < words.Count - 1; i++)
        {
            if (words[i].IsAny("and", "then", "so", "because") && AgreePhrases.Match(string.Join(' ',
                Fillers.Trim([.. words.Take(i).Where(word => word.Kind != WordKind.Mark).Select(word => AnswerSpelling.Fix(word.Text))]))))
            {
                answer.Agrees = true;
                Take([.. words.Skip(i + 1)], asked, answer, weigh, depth + 1);
                return true;
            }
        }

        return false;
    }

    private static bool Whole(IEnumerable<Word> words)
    {
        var text = string.Join(' ', Fillers.Trim([.. words.Where(word => word.Kind != WordKind.Mark).Select(word
            => AnswerSpelling.Fix(word.Text))]));
        return AgreePhrases.Match(text) || DeclinePhrases.Match(text) || DeferPhrases.IsStrong(text);
    }

    private static void Keep(IReadOnlyList<Word> words, Answer answer)
    {
        if (answer.Rest.Count > 0)
        {
            answer.Rest.Add(new(",", WordKind.Mark, words[0].Start, words[0].Start));
        }

        answer.Rest.AddRange(words);
    }

    private static bool Pause(string text)
        => text is "wait" or "hold on" or "hang on" or "hold up" or "one moment" or "one second" or "one sec" or "one minute" or "a moment" or "just a moment" or "just a second" or "just a sec"
            or "just a minute" or "wait a minute" or "wait a second" or "wait a moment" or "wait a sec" or "hang on a second" or "hold on a second";

    /// <summary>Agreement in the form of a question.</summary>
    private static bool Idiom(string text)
        => GoIdioms.IsRhetorical(text) || text is "why not" or "why the hell not" or "why the heck not" or "why ever not" or "what are you waiting for" or "how could i say no" or "who could say no" or "who would "
            + "say no" or "what could go wrong" or "shall we" or "is the pope catholic";

    /// <summary>"no, go ahead": cannot mean the refusal of the thing itself.</summary>
    private static bool Clear(string text)
        => text.Contains("go ahead", StringComparison.Ordinal) || text.StartsWith("do it", StringComparison.Ordinal)
            || text.Contains("perfect", StringComparison.Ordinal)
            || text.Contains("great", StringComparison.Ordinal) || text.StartsWith("build", StringComparison.Ordinal)
                || text.Contains("exactly", StringComparison.Ordinal);
}

internal enum ContentWeight
{
    None,

    /// <summary>A value of the file happens to be among the words.</summary>
    Weak,
    Strong,
}
