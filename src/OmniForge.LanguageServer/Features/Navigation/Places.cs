using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.Navigation;

/// <summary>Turns the places of the skill library into addresses and ranges.</summary>
internal sealed class Places(OpenDocuments documents, WorkspaceSkills workspace, Session session)
{
    private static readonly TextRange Start = new(new(0, 0), new(0, 0));

    /// <summary>Null when the place is in no file that is known.</summary>
    public Location? Of(SkillLocation found, OpenDocument document)
    {
        if (found.Kind == SkillLocationKind.ThisFile)
        {
            return new(document.Uri, document.Range(found.Span, session.Encoding));
        }

        var folder = found.Kind == SkillLocationKind.Workspace
            ? workspace.Place(document.Uri)?.Root
            : Path.GetDirectoryName(SkillUri.Path(document.Uri));
        return folder is null ? null : In(SkillUri.Of(Path.GetFullPath(found.Path, folder)), found.Span);
    }

    /// <summary>A stretch of another file; of one that cannot be read, its start.</summary>
    public Location In(string uri, TextSpan span)
        => new(uri, span.End == 0 ? Start : Find(uri)?.Range(span, session.Encoding) ?? Start);

    /// <summary>A file as it stands in the editor, else on disk; null when it cannot be read.</summary>
    public OpenDocument? Find(string uri)
    {
        if (documents.TryFind(uri, out var open))
        {
            return open;
        }

        try
        {
            return SkillUri.Path(uri) is { } path ? new(uri, 0, File.ReadAllText(path)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
