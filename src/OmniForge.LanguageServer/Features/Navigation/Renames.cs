using System.Text.Json;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.Navigation;

/// <summary>Gives a skill or an argument another name: in its file, its folder and wherever it is mentioned.</summary>
internal sealed class Renames(
    OpenDocuments documents, Surroundings surroundings, WorkspaceSkills workspace, Places places, Navigation navigation, Session session)
{
    public PrepareRenameResult? Prepare(TextDocumentPositionParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document)
            && SkillRename.Prepare(document.Skill, document.Offset(asked.Position, session.Encoding)) is { } span
            ? new(document.Range(span, session.Encoding), document.Skill.Text.Substring(span.Start, span.Length))
            : null;

    public async Task<WorkspaceEdit?> RenameAsync(RenameParams asked, CancellationToken cancellationToken)
    {
        if (!documents.TryFind(asked.TextDocument.Uri, out var document))
        {
            return null;
        }

        var offset = document.Offset(asked.Position, session.Encoding);
        var others = await navigation.OthersAsync(document, cancellationToken).ConfigureAwait(false);
        var renaming = SkillRename.At(document.Skill, offset, asked.NewName, navigation.ContextOf(document, others), others);
        return renaming.Refusal is null
            ? Edit(renaming, document, FolderOperations)
            : throw new LspException(LspException.RequestFailed, renaming.Refusal, "NAME_REFUSED");
    }

    /// <summary>What a folder that is about to be renamed in the editor changes inside of files; null = nothing.</summary>
    public async Task<WorkspaceEdit?> WillRenameAsync(RenameFilesParams asked, CancellationToken cancellationToken)
    {
        var changes = new List<JsonElement>();
        foreach (var file in asked.Files)
        {
            var uri = SkillUri.IsSkillFile(file.OldUri) ? file.OldUri : file.OldUri.TrimEnd('/') + "/SKILL.md";
            var renamed = SkillUri.Folder(SkillUri.IsSkillFile(file.NewUri) ? file.NewUri : file.NewUri.TrimEnd('/') + "/SKILL.md");
            if (renamed is null || places.Find(uri) is not { } document || document.Skill.Name is not { } name || name == renamed
                || name != SkillUri.Folder(uri))
            {
                continue;
            }

            var others = await navigation.OthersAsync(document, cancellationToken).ConfigureAwait(false);
            var renaming = SkillRename.OfSkill(document.Skill, renamed, navigation.ContextOf(document, others), others);
            changes.AddRange(renaming.Refusal is null ? Edit(renaming, document, []).DocumentChanges : []);
        }

        return changes.Count == 0 ? null : new(changes);
    }

    // Only what the client said it can carry out; without it the folder is left to the person.
    private IReadOnlyList<string> FolderOperations => session.Client.Workspace?.WorkspaceEdit?.ResourceOperations ?? [];

    private WorkspaceEdit Edit(SkillRenaming renaming, OpenDocument document, IReadOnlyList<string> operations)
    {
        var root = workspace.Place(document.Uri)?.Root;
        var own = surroundings.EditingOf(document.Uri).Path ?? "SKILL.md";
        var changes = new List<JsonElement>();
        foreach (var (path, edits) in renaming.Edits.OrderBy(edit => edit.Key, StringComparer.Ordinal))
        {
            var target = path == own ? document : root is null ? null : places.Find(SkillUri.Of(Path.Combine(root, path)));
            if (target is not null)
            {
                changes.Add(JsonSerializer.SerializeToElement(Edits(target, edits), LspJson.Default.TextDocumentEdit));
            }
        }

        if (renaming.Folder is { } folder && root is not null && operations.Contains("rename"))
        {
            changes.Add(JsonSerializer.SerializeToElement(
                new RenameFileOperation("rename", SkillUri.Of(Path.Combine(root, folder.From)), SkillUri.Of(Path.Combine(root, folder.To))),
                LspJson.Default.RenameFileOperation));
        }

        return new(changes);
    }

    private TextDocumentEdit Edits(OpenDocument document, IReadOnlyList<SkillEdit> edits) => new(
        new(document.Uri, documents.TryFind(document.Uri, out var open) ? open.Version : null),
        [.. edits.Select(edit => new TextEdit(document.Range(edit.Span, session.Encoding), edit.NewText))]);
}
