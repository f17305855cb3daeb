using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.Structure;

/// <summary>What the parts of a skill mean, for colouring.</summary>
internal sealed class Semantics(OpenDocuments documents, Session session)
{
    private static readonly SemanticKind[] Kinds = Enum.GetValues<SemanticKind>();

    /// <summary>The words of the protocol for our kinds, in the order of their numbers.</summary>
    public static SemanticTokensLegend Legend { get; } = new([.. Kinds.Select(kind => kind switch
    {
        SemanticKind.Key => "property",
        SemanticKind.Tool => "function",
        SemanticKind.Pattern => "regexp",
        SemanticKind.Variable => "variable",
        SemanticKind.Command => "macro",
        SemanticKind.Comment => "comment",
        _ => "string",
    })], []);

    public SemanticTokens? Of(TextDocumentParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document) ? new(Encode(document)) : null;

    private List<int> Encode(OpenDocument document)
    {
        var data = new List<int>();
        var (line, character) = (0, 0);
        foreach (var token in SkillSemantics.Of(document.Skill))
        {
            var range = document.Range(token.Span, session.Encoding);
            if (range.Start.Line != range.End.Line || range.Start.Character == range.End.Character)
            {
                continue;
            }

            data.AddRange(
            [
                range.Start.Line - line,
                range.Start.Line == line ? range.Start.Character - character : range.Start.Character,
                range.End.Character - range.Start.Character,
                Array.IndexOf(Kinds, token.Kind),
                0,
            ]);
            (line, character) = (range.Start.Line, range.Start.Character);
        }

        return data;
    }
}
