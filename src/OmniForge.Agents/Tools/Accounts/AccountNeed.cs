namespace OmniForge.Agents.Tools.Accounts;

/// <summary>The account that a call could not use.</summary>
/// <param name="Integration">Id of the integration, for instance `notion`.</param>
/// <param name="Provider">What people call the provider, for instance `Notion`.</param>
/// <param name="ConnectionId">The connection that lets nobody in; empty = none is connected.</param>
public sealed record AccountNeed(string Integration, string Provider, string ConnectionId);
