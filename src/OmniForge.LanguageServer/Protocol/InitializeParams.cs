using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>What the client can do, as far as the server asks.</summary>
/// <param name="ProcessId">The editor's process; the server ends with it. Null = not known.</param>
/// <param name="RootUri">The workspace of older clients.</param>
/// <param name="WorkspaceFolders">The folders that are open; null = none.</param>
/// <param name="InitializationOptions">The settings of this product, see <see cref="Settings.ServerSettings"/>.</param>
internal sealed record InitializeParams(
    ClientCapabilities? Capabilities,
    int? ProcessId,
    string? RootUri,
    IReadOnlyList<WorkspaceFolder>? WorkspaceFolders,
    JsonElement? InitializationOptions);

internal sealed record WorkspaceFolder(string Uri, string Name);

internal sealed record ClientCapabilities(
    GeneralClientCapabilities? General,
    TextDocumentClientCapabilities? TextDocument,
    WorkspaceClientCapabilities? Workspace,
    WindowClientCapabilities? Window);

/// <param name="PositionEncodings">In the client's order of preference; null = utf-16 only.</param>
internal sealed record GeneralClientCapabilities(IReadOnlyList<string>? PositionEncodings);

/// <param name="Diagnostic">Present when the client asks for diagnostics itself; else they are pushed.</param>
internal sealed record TextDocumentClientCapabilities(JsonElement? Diagnostic, CompletionClientCapabilities? Completion);

internal sealed record CompletionClientCapabilities(CompletionItemClientCapabilities? CompletionItem);

internal sealed record CompletionItemClientCapabilities(ResolveSupport? ResolveSupport);

/// <param name="Properties">What the client asks for when an item is selected; all else has to come at once.</param>
internal sealed record ResolveSupport(IReadOnlyList<string>? Properties);

internal sealed record WorkspaceClientCapabilities(
    bool? ApplyEdit,
    bool? Configuration,
    DynamicRegistration? DidChangeWatchedFiles,
    RefreshSupport? Diagnostics,
    RefreshSupport? CodeLens,
    WorkspaceEditClientCapabilities? WorkspaceEdit);

internal sealed record WindowClientCapabilities(bool? WorkDoneProgress);

/// <param name="Supported">Whether the client takes registrations after the start.</param>
internal sealed record DynamicRegistration([property: System.Text.Json.Serialization.JsonPropertyName("dynamicRegistration")] bool? Supported);

internal sealed record RefreshSupport([property: System.Text.Json.Serialization.JsonPropertyName("refreshSupport")] bool? Supported);

/// <param name="ResourceOperations">"create", "rename", "delete" as far as the client carries them out.</param>
internal sealed record WorkspaceEditClientCapabilities(bool? DocumentChanges, IReadOnlyList<string>? ResourceOperations);
