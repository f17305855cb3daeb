using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills;

namespace OmniForge.LanguageServer.Features.Formatting;

/// <summary>Brings a skill into the house format; the instructions themselves are left as they are.</summary>
internal sealed class Formatting(OpenDocuments documents, Surroundings surroundings, Session session)
{
    public IReadOnlyList<TextEdit>? Of(TextDocumentParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document) ? Edits(document, new(0, document.Skill.Text.Length)) : null;

    /// <summary>The same as far as it changes lines of a stretch; the format of one field rests on no other.</summary>
    public IReadOnlyList<TextEdit>? Of(TextDocumentRangeParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document) ? Edits(document, document.Span(asked.Range, session.Encoding)) : null;

    private IReadOnlyList<TextEdit> Edits(OpenDocument document, TextSpan within)
    {
        var profile = surroundings.CheckOf(document.Uri).Profile;
        var before = document.Skill.Text;
        var after = SkillFormatter.Format(document.Skill, profile).Text;
        if (after == before)
        {
            return [];
        }

        // One edit from the first difference to the last, so that the cursor and folds elsewhere stay.
        var start = before.AsSpan().CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        var span = TextSpan.Between(start, before.Length - end);
        return span.Start > within.End || span.End < within.Start
            ? []
            : [new(document.Range(span, session.Encoding), after[start..(after.Length - end)])];
    }
}
