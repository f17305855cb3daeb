using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Cuts a text into words and marks, and finds the services and files among them.</summary>
internal static partial class Pieces
{
    public const string Files = "files";

    public static List<Piece> Cut(string text)
    {
        var pieces = new List<Piece>();
        foreach (Match match in Token().Matches(text))
        {
            var word = Arrow().IsMatch(match.Value) ? "to" : match.Value.ToLowerInvariant().Replace('’', '\'');
            pieces.Add(word switch
            {
                "." or ";" or "!" or "?" or "\n" => new Piece(word, PieceKind.Stop, null),
                "," or ":" or "–" or "—" => new Piece(",", PieceKind.Comma, null),
                _ => new Piece(word, PieceKind.Word, Integration(word)),
            } with
            { Start = match.Index, End = match.Index + match.Length });
        }

        return Idioms.Joined(Joined(pieces));
    }

    /// <summary>"#ops on Slack" and "git hub" are one name each.</summary>
    private static List<Piece> Joined(List<Piece> pieces)
    {
        for (var at = 0; at < pieces.Count; at++)
        {
            if (pieces[at].Integration is not null && (Idioms.Ordinary(pieces, at) || Idioms.Denied(pieces, at)))
            {
                pieces[at] = pieces[at] with { Integration = null };
            }
            else if (pieces[at].Is("git") && at + 1 < pieces.Count && pieces[at + 1].Is("hub"))
            {
                pieces[at] = new("github", PieceKind.Word, "github") { Start = pieces[at].Start, End = pieces[at + 1].End };
                pieces.RemoveAt(at + 1);
            }
            else if (pieces[at].Text.StartsWith('#'))
            {
                var channel = at + 1 < pieces.Count && pieces[at + 1].Is("channel") ? 1 : 0;
                if (at + 2 + channel < pieces.Count && pieces[at + 1 + channel].Is("on", "in", "at") && pieces[at + 2 + channel].Integration == "slack")
                {
                    pieces.RemoveRange(at + 1, 2 + channel);
                }
            }
            else if (pieces[at].Integration == "slack" && at + 3 < pieces.Count && pieces[at + 1].Is("message", "messages", "post", "note", "alert", "notification", "update", "reminder", "summary")
                && pieces[at + 2].Is("to", "in", "into", "on") && pieces.Skip(at + 3).Take(2).Any(piece => piece.Text.StartsWith('#')))
            {
                pieces[at] = pieces[at] with { Integration = null };
            }
            else if (pieces[at].Integration == "slack" && Ahead(pieces, at) is { } channel)
            {
                pieces.RemoveRange(at + 1, channel - at);
            }
        }

        return pieces;
    }

    /// <summary>"Slack channel #ops", "Slack, in #ops": where the channel ends.</summary>
    private static int? Ahead(List<Piece> pieces, int at)
    {
        for (var next = at + 1; next < pieces.Count && next <= at + 3; next++)
        {
            if (pieces[next].Text.StartsWith('#'))
            {
                return next;
            }

            if (!pieces[next].Is("channel", "in", "the", "on"))
            {
                return null;
            }
        }

        return null;
    }

    private static string? Integration(string word)
    {
        var name = word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;
        return word.StartsWith('#') ? "slack"
            : FileName().IsMatch(name) ? Files
            : ServiceNames.Known.FirstOrDefault(known => known == name || Slip(known, name));
    }

    /// <summary>Two letters swapped, one left out or one doubled: other slips make other words ("nation", "slacks").</summary>
    private static bool Slip(string known, string word)
    {
        if (word.Length < known.Length - 1 || word.Length > known.Length + 1 || known.Length < 6 || word[0] != known[0])
        {
            return false;
        }

        for (var at = 1; at < known.Length; at++)
        {
            var swapped = at + 1 < known.Length ? known[..at] + known[at + 1] + known[at] + known[(at + 2)..] : known;
            if (word == swapped || word == known.Remove(at, 1) || word == known.Insert(at, known[at].ToString()))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"-+>|=+>|[→➔➜⇒]|#[\w-]+|[\w][\w'’./-]*\w|\w|[.,;:!?\n–—]")]
    private static partial Regex Token();

    [GeneratedRegex(@"^(-+>|=+>|[→➔➜⇒])$")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^[\w./-]+\.(csv|tsv|json|jsonl|ndjson|xlsx?|md|txt|pdf|docx?)$")]
    private static partial Regex FileName();
}
