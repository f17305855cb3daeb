using System.Text.Json.Serialization;
using OmniForge.Server.Executions.Control;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>What one execution runs, pinned when it is accepted: later edits do not touch it.</summary>
internal sealed record ExecutionPlanRecord
{
    public required string AgentName { get; init; }
    public required IReadOnlyList<PinnedSkill> Skills { get; init; }
    public required IReadOnlyList<string> GrantedTools { get; init; }

    /// <summary>Skills that others call or that take over.</summary>
    public IReadOnlyList<PinnedLibrarySkill> Library { get; init; } = [];
    public string Model { get; init; } = "";
    public double DeadlineSeconds { get; init; }
    public double StepTimeoutSeconds { get; init; }
    public int MaxIterations { get; init; }
    public int MaxToolCalls { get; init; }
    public int MaxWrites { get; init; }
    public long MaxTokens { get; init; }

    /// <summary>0 = no limit.</summary>
    public long MaxCostMicros { get; init; }

    /// <summary>0 = 8.</summary>
    public int MaxParallel { get; init; }

    /// <summary>The execution whose recordings answer; empty = none.</summary>
    public string ReplayOf { get; init; } = "";

    /// <summary>What it repeats, and from where; null = nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RetryRecord? Retry { get; init; }

    /// <summary>The agent's default for starts that name no policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BusyPolicy Busy { get; init; }

    /// <summary>The agent's default for starts that name no key; null = the agent itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConcurrencyKey { get; init; }

    /// <summary>Integration → connection that the agent names; null = it names none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Connections { get; init; }

    /// <summary>It is cancelled when nobody follows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Leashed { get; init; }

    /// <summary>Longest wait of one kind after the other; 0 = 24 hours.</summary>
    public double MaxWaitSeconds { get; init; }

    /// <summary>Name of an ApprovalRule; empty = none.</summary>
    public string Approvals { get; init; } = "";
    public IReadOnlyList<string> Approvers { get; init; } = [];

    [JsonIgnore]
    public TimeSpan MaxWait => MaxWaitSeconds > 0 ? TimeSpan.FromSeconds(MaxWaitSeconds) : TimeSpan.FromHours(24);

    /// <summary>ToolDescriptors in proto bytes: tools that the client which started it runs.</summary>
    public IReadOnlyList<byte[]> ClientTools { get; init; } = [];

    /// <summary>IANA zone of relative dates.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>How long a call of this tool of the client waits for its result.</summary>
    public TimeSpan TimeoutOf(string clientTool)
        => ClientTools.Select(ToolDescriptor.Parser.ParseFrom).FirstOrDefault(tool => tool.Name == clientTool) is { } told
            ? ClientTool.TimeoutOf(told)
            : ClientTool.NormalTimeout;
}

/// <summary>One skill with the digests of its bytes in the snapshot store.</summary>
internal sealed record PinnedSkill
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public required int Order { get; init; }

    /// <summary>SHA-256 of SKILL.md.</summary>
    public required string TextDigest { get; init; }

    /// <summary>SHA-256 of the folder.</summary>
    public required string Digest { get; init; }

    /// <summary>JSON object; empty = none.</summary>
    public string Config { get; init; } = "";
    public string Condition { get; init; } = "";
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>JSON Schema; empty = any object.</summary>
    public string OutputSchema { get; init; } = "";
    public string ErrorStrategy { get; init; } = "Stop";
    public string Fallback { get; init; } = "";
    public int MaxRetries { get; init; }
    public IReadOnlyList<string> NonRetryable { get; init; } = [];
    public double InitialBackoffSeconds { get; init; } = 1;
    public double Multiplier { get; init; } = 2;
    public double MaxBackoffSeconds { get; init; } = 60;
    public double TimeoutSeconds { get; init; }
}

/// <summary>A skill that is no step of its own.</summary>
/// <param name="TextDigest">SHA-256 of SKILL.md.</param>
/// <param name="Digest">SHA-256 of the folder.</param>
internal sealed record PinnedLibrarySkill(string Name, string TextDigest, string Digest);

[JsonSerializable(typeof(ExecutionPlanRecord))]
[JsonSerializable(typeof(OmniForge.Agents.Running.StepRecord))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class StoredJson : JsonSerializerContext;
