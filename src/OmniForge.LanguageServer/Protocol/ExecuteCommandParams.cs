using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

internal sealed record ExecuteCommandParams(string Command, IReadOnlyList<JsonElement>? Arguments);

internal sealed record ApplyEditParams(string Label, WorkspaceEdit Edit);

internal sealed record ApplyEditResult(bool Applied);
