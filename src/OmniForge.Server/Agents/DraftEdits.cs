using System.Text;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Applies file edits to a manifest: whole contents, text edits, renames and removals, in their order.</summary>
internal sealed class DraftEdits(SkillObjects objects)
{
    /// <summary>The manifest after all edits. Bytes are stored on the way; nobody sees them before a row names them.</summary>
    public async Task<SortedDictionary<string, string>> ApplyAsync(
        string tenantId, IReadOnlyDictionary<string, string> manifest, IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(manifest.ToDictionary(), StringComparer.Ordinal);
        for (var i = 0; i < edits.Count; i++)
        {
            await ApplyAsync(tenantId, files, edits[i], $"file_edits[{i}]", cancellationToken);
        }

        return files;
    }

    private async Task ApplyAsync(
        string tenantId, SortedDictionary<string, string> files, FileEdit edit, string field, CancellationToken cancellationToken)
    {
        SkillManifest.CheckPath(edit.Path, $"{field}.path");
        var known = files.GetValueOrDefault(edit.Path);
        if (edit.ExpectedDigest.Length > 0 && edit.ExpectedDigest != known)
        {
            throw new DomainException(Refusal.Conflict, "DRAFT_CONFLICT", $"{edit.Path} was changed in the meantime. Read the draft again and repeat your change.")
                .With("path", edit.Path).With("digest", known ?? "");
        }

        if (edit.Deleted)
        {
            files.Remove(known is null ? throw Missing(edit, field) : edit.Path);
            return;
        }

        var digest = await ContentAsync(tenantId, known, edit, field, cancellationToken);
        if (edit.HasNewPath)
        {
            SkillManifest.CheckPath(edit.NewPath, $"{field}.new_path");
            files.Remove(edit.Path);
            if (files.ContainsKey(edit.NewPath))
            {
                throw DomainException.Invalid("PATH_INVALID", $"{field}.new_path", $"There is a file {edit.NewPath} already. Choose another name, or remove it first.");
            }
        }

        files[edit.HasNewPath ? edit.NewPath : edit.Path] = digest;
    }

    private async Task<string> ContentAsync(string tenantId, string? known, FileEdit edit, string field, CancellationToken cancellationToken)
    {
        if (edit.HasContent)
        {
            return edit.Edits.Count == 0
                ? await objects.KeepAsync(tenantId, edit.Content.Memory, cancellationToken)
                : throw DomainException.Field($"{field}.content", "give either the whole content or edits, not both");
        }

        if (known is null)
        {
            throw Missing(edit, field);
        }

        if (edit.Edits.Count == 0)
        {
            return edit.HasNewPath ? known : throw DomainException.Field(field, "changes nothing: it has no content, no edits, no new_path and is no removal");
        }

        var text = Encoding.UTF8.GetString(await objects.ReadAsync(tenantId, known, cancellationToken));
        var changed = TextEdits.Apply(text, edit.Edits, $"{field}.edits");
        return await objects.KeepAsync(tenantId, Encoding.UTF8.GetBytes(changed), cancellationToken);
    }

    private static DomainException Missing(FileEdit edit, string field)
        => DomainException.Invalid("PATH_INVALID", $"{field}.path", $"There is no file {edit.Path} in this draft. Check the path, or give its whole content to make it.");
}
