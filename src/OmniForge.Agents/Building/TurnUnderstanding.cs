using System.Text.Json.Serialization;
using OmniForge.Agents.Building.Branches;

namespace OmniForge.Agents.Building;

/// <summary>What one message means. The grammar and a language model both answer in this shape.</summary>
public sealed record TurnUnderstanding
{
    public TurnReading Reading { get; init; }

    /// <summary>The message as it was said.</summary>
    public string Words { get; init; } = "";

    /// <summary>What should be done, when the message names a job.</summary>
    public string? Goal { get; init; }

    /// <summary>Known files that may be meant; one = sure.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>A file name that was said and does not exist.</summary>
    public string? MissingFile { get; init; }

    /// <summary>Integrations of the product: notion, slack, linear, github.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The integration that is to be read; null = none was named.</summary>
    public string? From { get; init; }

    /// <summary>The integration that is to be written to; null = none was named.</summary>
    public string? To { get; init; }

    /// <summary>Integrations that are to be read, when there are several, and whether a file is besides them.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> Reads { get; init; } = [];

    [JsonIgnore]
    internal bool ReadsFileToo { get; init; }

    /// <summary>What is read is named besides what was wished before.</summary>
    [JsonIgnore]
    internal bool Adds { get; init; }

    /// <summary>The ways the report should go, when there are several or when they have conditions.</summary>
    [JsonIgnore]
    internal IReadOnlyList<SaidDelivery> Deliveries { get; init; } = [];

    /// <summary>Places of several sources that the content may be about.</summary>
    [JsonIgnore]
    internal IReadOnlyList<int> Fitting { get; init; } = [];

    /// <summary>Place of the source that the content is about.</summary>
    [JsonIgnore]
    internal int Source { get; init; }

    /// <summary>A channel that was named, without its sign.</summary>
    public string? Channel { get; init; }

    /// <summary>An account is to be connected, whatever else is said.</summary>
    public string? Connect { get; init; }

    /// <summary>Integrations that are not wanted any more.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Named services the product does not know.</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];
    public WishChange Change { get; init; } = new();
    public IReadOnlyList<Unclear> Unclear { get; init; } = [];

    /// <summary>Words about the content that can only be read once the file is known.</summary>
    public string? LaterWords { get; init; }

    /// <summary>What is to start it; null = nothing of the kind was said.</summary>
    public Events.SaidEvent? Event { get; init; }

    /// <summary>The words that say when it runs.</summary>
    public string? When { get; init; }

    /// <summary>True when model and grammar read the time differently; it is asked back.</summary>
    public bool WhenDisputed { get; init; }

    /// <summary>A place whose time may be meant.</summary>
    public PlaceOfTime? Place { get; init; }

    /// <summary>A new name of the agent.</summary>
    public string? Name { get; init; }

    /// <summary>What "back to …" or "undo the …" names, as a requirement key such as `schedule`; null = the last one.</summary>
    public string? Target { get; init; }
    public TurnAct Act { get; init; }

    /// <summary>The offered file, column or value that was picked, exactly as offered; null = none.</summary>
    public string? Answer { get; init; }

    /// <summary>True when a CHANGE or NO only reports a fault and says no remedy.</summary>
    public bool Fault { get; init; }
}
