namespace OmniForge.LanguageServer.Protocol;

/// <param name="Status">"open", "accepted", "rejected" or "stale".</param>
/// <param name="Files">What accepting it writes.</param>
/// <param name="Changes">One plain line for each change, files included.</param>
internal sealed record ProposalItem(
    string Id, string Title, string Summary, string Status, IReadOnlyList<ProposedFile> Files, IReadOnlyList<string> Changes);

/// <param name="Before">The text as it is; null = the file is new.</param>
/// <param name="After">The text as it would be; null = the file goes.</param>
internal sealed record ProposedFile(string Path, string? Before, string? After);
