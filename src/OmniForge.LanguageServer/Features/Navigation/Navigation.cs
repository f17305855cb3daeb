using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.Navigation;

/// <summary>From a name to what it names, and back to all its uses.</summary>
internal sealed class Navigation(
    OpenDocuments documents, Surroundings surroundings, WorkspaceSkills workspace, Places places, Progress progress, Session session)
{
    private const int TextHighlight = 1;

    public Location? Definition(TextDocumentPositionParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document)
            && SkillDefinitions.At(document.Skill, Offset(document, asked.Position), surroundings.EditingOf(document.Uri)) is { } found
            ? places.Of(found, document)
            : null;

    public async Task<IReadOnlyList<Location>?> ReferencesAsync(ReferenceParams asked, CancellationToken cancellationToken)
    {
        if (!documents.TryFind(asked.TextDocument.Uri, out var document))
        {
            return null;
        }

        var offset = Offset(document, asked.Position);
        var open = documents.ByUri();
        return await progress.DuringAsync(
            asked.WorkDoneToken,
            "Looking for uses",
            async (_, stopped) =>
            {
                var others = await OthersAsync(document, open, stopped).ConfigureAwait(false);
                return SkillUses.At(document.Skill, offset, ContextOf(document, others), others)
                    .Select(use => places.Of(use, document)).OfType<Location>().ToList();
            },
            cancellationToken).ConfigureAwait(false);
    }

    public IReadOnlyList<DocumentHighlight>? Highlights(TextDocumentPositionParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document)
            ? [.. SkillUses.Highlights(document.Skill, Offset(document, asked.Position), surroundings.EditingOf(document.Uri))
                .Select(span => new DocumentHighlight(document.Range(span, session.Encoding), TextHighlight))]
            : null;

    public IReadOnlyList<DocumentLink>? Links(TextDocumentParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document)
            ? [.. SkillLinks.Of(document.Skill, surroundings.EditingOf(document.Uri))
                .Select(link => new DocumentLink(document.Range(link.Span, session.Encoding), places.Of(link.Target, document)?.Uri, null))]
            : null;

    /// <summary>The other skills of the folder that a document lies in.</summary>
    public Task<IReadOnlyList<SkillSource>> OthersAsync(OpenDocument document, CancellationToken cancellationToken)
        => OthersAsync(document, documents.ByUri(), cancellationToken);

    private async Task<IReadOnlyList<SkillSource>> OthersAsync(
        OpenDocument document, IReadOnlyDictionary<string, OpenDocument> open, CancellationToken cancellationToken)
        => workspace.Place(document.Uri) is var (root, path)
            ? [.. (await WorkspaceSkills.SourcesAsync(root, open, cancellationToken).ConfigureAwait(false)).Where(other => other.Path != path)]
            : [];

    /// <summary>What is known around a document when the other skills were just read, so that the index need not be ready.</summary>
    public EditingContext ContextOf(OpenDocument document, IReadOnlyList<SkillSource> others) => surroundings.EditingOf(document.Uri) with
    {
        Skills = [.. others.Where(other => other.Document.Name is not null)
            .Select(other => new WorkspaceSkill(other.Document.Name!, other.Document.Description, other.Path))
            .Append(new(document.Skill.Name ?? "", document.Skill.Description, workspace.Place(document.Uri)?.Path ?? "SKILL.md"))],
    };

    private int Offset(OpenDocument document, Position position) => document.Offset(position, session.Encoding);
}
