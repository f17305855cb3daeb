using Microsoft.Extensions.AI;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;

namespace OmniForge.Client.Standalone;

/// <summary>What an agent in code is given; the defaults make it run at once.</summary>
public sealed record AgentSettings
{
    /// <summary>What the agent is for, at most 1,024 characters. Default: the description of its first skill.</summary>
    public string? Description { get; init; }

    /// <summary>The most any skill may use, as tool patterns. Default: the tools the skills list, else every built-in one.</summary>
    public IReadOnlyList<string>? GrantedTools { get; init; }

    /// <summary>The model. Default: the offline model, which follows skills whose steps are spelled out.</summary>
    public IChatClient Model { get; init; } = new OfflineChatClient();

    /// <summary>Folder the agent works in; it sees nothing outside. Default: `workspace` in the current folder.</summary>
    public string Workspace { get; init; } = "workspace";

    /// <summary>Tools it can be granted. Default: the built-in ones.</summary>
    public IReadOnlyList<ITool> Tools { get; init; } = BuiltInTools.All();

    /// <summary>Bounds of one run.</summary>
    public RunLimits Limits { get; init; } = new();

    /// <summary>Zone of dates. Default: UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
