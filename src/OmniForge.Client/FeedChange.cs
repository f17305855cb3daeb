namespace OmniForge.Client;

/// <summary>One change of a feed: a resource as it is now.</summary>
/// <typeparam name="T">Execution or Agent of the contract.</typeparam>
/// <param name="Latest">Its newest state; states between this and the one before may have been passed over.</param>
/// <param name="ResumeToken">
/// Where to go on after this change: keep it to resume in another process. Good for 7 days, for the same tenant and the same filters.
/// </param>
public sealed record FeedChange<T>(T Latest, string ResumeToken);
