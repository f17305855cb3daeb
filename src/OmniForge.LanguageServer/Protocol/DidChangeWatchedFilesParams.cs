using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

internal sealed record DidChangeWatchedFilesParams(IReadOnlyList<FileEvent> Changes);

/// <param name="Type">1 = created, 2 = changed, 3 = deleted.</param>
internal sealed record FileEvent(string Uri, int Type);

internal sealed record DidChangeConfigurationParams(JsonElement? Settings);

internal sealed record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChangeEvent Event);

internal sealed record WorkspaceFoldersChangeEvent(IReadOnlyList<WorkspaceFolder> Added, IReadOnlyList<WorkspaceFolder> Removed);
