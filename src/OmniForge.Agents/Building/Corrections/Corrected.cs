using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Corrections;

/// <summary>A correction on the way to its plain form.</summary>
internal sealed class Corrected(string text, Wish wish, TableView? table)
{
    public Wish Wish => wish;

    /// <summary>Places in the text and what is to stand there.</summary>
    public List<(int Start, int End, string Text)> Edits { get; } = [];

    public WishChange Change { get; private set; } = new();

    /// <summary>Something was taken out, so that what is named next may come in its place.</summary>
    public bool Removed { get; set; }

    /// <summary>"two more things": what is named comes besides.</summary>
    public bool Adds { get; } = More.IsMatch(text);

    public void Take(Utterance whole, IReadOnlyList<Word> words)
    {
        if (!Exchanging.Try(this, whole) && !Removing.Try(this, whole))
        {
            foreach (var sentence in Utterance.Sentences(text, words).Where(sentence => !Simple(sentence)))
            {
                foreach (var clause in sentence.Clauses().Where(clause => !Simple(clause)))
                {
                    clause.Joined().ForEach(part => Simple(part));
                }
            }
        }

        Polite(whole);
        Aside(whole);
    }

    /// <summary>The text with the plain forms.</summary>
    public string Written()
    {
        var written = text;
        foreach (var (start, end, now) in Edits.OrderByDescending(edit => edit.Start))
        {
            written = written[..start] + now + written[end..];
        }

        var asks = Edits.Exists(edit => text[edit.End..].All(letter => letter is '?' or '!' or '.' or ' '));
        written = written.Trim(' ', ',', '.', ';', ':', '-', asks ? '?' : ' ');
        return Edits.Exists(edit => edit.Text.Length == 0) ? Joint.Replace(written, "") : written;
    }

    public Named? Named(Utterance said, Group group) => Named(said.Said(group));

    public Named? Named(string said) => Corrections.Named.Of(said, table);

    public bool Write(Utterance said, string plain)
    {
        if (text[said.Start..said.End] == plain)
        {
            return false;
        }

        // A question mark right behind it asked for the change.
        var asked = said.End < text.Length && text[said.End] == '?';
        Edits.Add((said.Start, said.End + (asked ? 1 : 0), asked ? plain + "." : plain));
        return true;
    }

    /// <summary>Changes the draft itself, where no words would do; null changes nothing.</summary>
    public bool Apply(Utterance said, WishChange? change)
    {
        if (change is null)
        {
            return false;
        }

        Join(change);
        return Write(said, "");
    }

    public void Join(WishChange change) => Change = DraftExchange.Both(Change, change);

    private bool Simple(Utterance said) => Exchanging.Try(this, said) || Adding.Instead(this, said) || Removing.Try(this, said)
        || Adding.Try(this, said) || Settling.Try(this, said);

    /// <summary>"can you move it to the 5th?" asks for a change, not for an answer.</summary>
    private void Polite(Utterance whole)
    {
        foreach (var frame in new[] { Frames.Polite(), Frames.PoliteState() }.Where(_ => Edits.Count == 0))
        {
            if (frame.Match(whole.Line) is { Success: true } polite)
            {
                Edits.Add((whole.Start, whole.End, whole.Said(polite.Groups["do"]).TrimEnd('?', ' ')));
            }
        }
    }

    /// <summary>What stays and why something changes says nothing more, once something else was said.</summary>
    private void Aside(Utterance whole)
    {
        var clauses = whole.Clauses();
        foreach (var clause in clauses.Where(clause => clauses.Count > 1 && !Edited(clause)))
        {
            var kept = Frames.Kept().Match(clause.Line) is { Success: true } match && Named(clause, match.Groups["x"]) is { Kind: NamedKind.Days };
            var rest = Frames.Else().IsMatch(clause.Line) && !clause.Line.Contains("same", StringComparison.Ordinal) || Frames.Rest().IsMatch(clause.Line);
            var wrong = Frames.Mistaken().IsMatch(clause.Line) && whole.End - clause.End > 2;
            var then = Frames.Reason().IsMatch(clause.Line) && Then.IsMatch(clause.Line)
                && clauses.Exists(other => other.Start != clause.Start && ScheduleReader.Find(text[other.Start..other.End]).Count > 0);
            var reason = then || Frames.Reason().IsMatch(clause.Line) && DayWord.IsMatch(clause.Line)
                && (Edits.Exists(edit => DayWord.IsMatch(edit.Text.ToLowerInvariant())) || SaysDay(clauses, clause));
            if (rest || wrong || reason || (Edits.Count > 0 && (kept || Frames.Else().IsMatch(clause.Line))))
            {
                Edits.Add((clause.Start, clause.End, ""));
            }
        }
    }

    private static bool SaysDay(List<Utterance> clauses, Utterance reason)
        => clauses.Exists(clause => clause.Start != reason.Start && Sets.IsMatch(clause.Line));

    private bool Edited(Utterance clause) => Edits.Exists(edit => edit.Start < clause.End && edit.End > clause.Start);

    private static readonly Regex Joint = new("^(?:(?:and|but|then|also|so)\\b[ ,]*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex More = new("\\b(?:more|another|other|further|few|couple of) things?\\b|^also\\b|\\bin addition\\b|\\bon top of that\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>"we're closed then": about a time that was just named.</summary>
    private static readonly Regex Then = new("\\b(?:then|(?:that|those) (?:day|days|week|month|months|time)|anyway)$", RegexOptions.CultureInvariant);

    private static readonly Regex DayWord = new("\\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b|\\bweekends?\\b", RegexOptions.CultureInvariant);

    private static readonly Regex Sets = new("\\b(?:make it|move it|change it|switch|take|better|rather|instead|let us|then)\\b.*\\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b", RegexOptions.CultureInvariant);
}
