using System.Text.Json.Serialization;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building;

/// <summary>Everything the person has said so far about one agent, in terms of the file's real columns.</summary>
public sealed record Wish
{
    /// <summary>The first words that named the job; empty = not said yet.</summary>
    public string Goal { get; init; } = "";

    /// <summary>The places that are read, in the order in which they were named; empty = none chosen yet.</summary>
    public IReadOnlyList<WishSource> Sources { get; init; } = [];

    /// <summary>Which of <see cref="Sources"/> is spoken of; <see cref="File"/>, <see cref="Filters"/> and their like are about that one.</summary>
    public int At { get; init; }

    /// <summary>The ways the report goes, in the order in which they were named; empty = each source saves its own as a file.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>Which of <see cref="Deliveries"/> is spoken of.</summary>
    public int ToAt { get; init; }

    /// <summary>The source that is spoken of.</summary>
    [JsonIgnore]
    public WishSource Source
    {
        get => At < Sources.Count ? Sources[At] : WishSource.Empty;
        init => Sources = At < Sources.Count ? [.. Sources.Select((one, at) => at == At ? value : one)]
            : value == WishSource.Empty ? Sources : [.. Sources, value];
    }

    /// <summary>Path of the table in the workspace, or name of the table of <see cref="From"/>; null = not chosen yet.</summary>
    [JsonIgnore]
    public string? File
    {
        get => Source.File;
        init => Source = Source with { File = value };
    }

    /// <summary>The account that is read; null = a file is.</summary>
    [JsonIgnore]
    public AccountPlace? From
    {
        get => Source.From;
        init => Source = Source with { From = value };
    }

    /// <summary>Where the report is sent by the delivery that is spoken of; null = it is saved as a file. Null removes that delivery.</summary>
    [JsonIgnore]
    public AccountPlace? To
    {
        get => ToAt < Deliveries.Count ? Deliveries[ToAt].To : null;
        init => (Deliveries, ToAt) = WishDeliveries.Sent(Deliveries, ToAt, value);
    }

    /// <summary>Integrations that were named.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>All must hold.</summary>
    [JsonIgnore]
    public IReadOnlyList<Filter> Filters
    {
        get => Source.Filters;
        init => Source = Source with { Filters = value };
    }

    [JsonIgnore]
    public IReadOnlyList<Sort> Sorts
    {
        get => Source.Sorts;
        init => Source = Source with { Sorts = value };
    }

    /// <summary>Most rows of the report; null = all.</summary>
    [JsonIgnore]
    public int? Limit
    {
        get => Source.Limit;
        init => Source = Source with { Limit = value };
    }

    /// <summary>Columns of the report in order; empty = all of the file.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Columns
    {
        get => Source.Columns;
        init => Source = Source with { Columns = value };
    }

    [JsonIgnore]
    public Grouping? Grouping
    {
        get => Source.Grouping;
        init => Source = Source with { Grouping = value };
    }

    public ReportFormat Format { get; init; } = ReportFormat.Table;

    /// <summary>Path of the report in the workspace; null = chosen from the name.</summary>
    public string? OutputFile { get; init; }

    /// <summary>When it runs; null = not said yet.</summary>
    public WhenWish? When { get; init; }

    /// <summary>Name of the agent; null = derived from the goal and the file.</summary>
    public string? Name { get; init; }
}

/// <summary>One condition on a row: a column, a comparison, and a literal or another column.</summary>
public sealed record Filter
{
    public string Column { get; init; } = "";
    public FilterOp Op { get; init; }

    /// <summary>One value, several for <see cref="FilterOp.In"/>, none for the empty tests. `${DATE}` = the day of the run.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Compare with this column of the same row instead of a value.</summary>
    public string? OtherColumn { get; init; }

    /// <summary>When not empty, one of these must hold and the other members are unused.</summary>
    public IReadOnlyList<Filter> Any { get; init; } = [];
}

public enum FilterOp
{
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    In,
    Contains,
    StartsWith,
    IsEmpty,
    NotEmpty,

    /// <summary>A date within a period such as `this_week`.</summary>
    Within,
}

/// <summary>One sort key. <paramref name="First"/> lists values whose rows come before all others.</summary>
public sealed record Sort(string Column, SortWay Way, IReadOnlyList<string> First);

public enum SortWay
{
    Ascending,
    Descending,
}

/// <summary>Rows put together by equal values.</summary>
public sealed record Grouping
{
    /// <summary>Empty with aggregates = one line over all rows.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Empty = no sums: rows of one group stand together.</summary>
    public IReadOnlyList<Aggregate> Aggregates { get; init; } = [];
}

/// <summary>One figure per group. <paramref name="Column"/> is null for a count of rows.</summary>
public sealed record Aggregate(AggregateKind Kind, string? Column);

public enum AggregateKind
{
    Count,
    CountDistinct,
    Sum,
    Average,
    Minimum,
    Maximum,
    Median,
}

public enum ReportFormat
{
    Table,
    Csv,
    List,
}

/// <summary>When the agent runs.</summary>
public sealed record WhenWish
{
    /// <summary>True = not at set times; then there are no rules.</summary>
    public bool OnDemand { get; init; }

    /// <summary>What starts it instead of a time; null = nothing but being asked.</summary>
    public Events.EventWish? Event { get; init; }
    public IReadOnlyList<ScheduleRule> Rules { get; init; } = [];

    /// <summary>Plain words, for instance "every Monday at 8:00 in the morning, Berlin time".</summary>
    public string Sentence { get; init; } = "";

    /// <summary>What was assumed, in plain words; empty = nothing.</summary>
    public IReadOnlyList<string> Assumed { get; init; } = [];

    /// <summary>The person's own words, for corrections.</summary>
    public string Phrase { get; init; } = "";
}

/// <summary>A time that was said in part: what was said, oldest first, and the rules a change started from.</summary>
public sealed record OpenWhen(IReadOnlyList<string> Said, IReadOnlyList<ScheduleRule>? Current);
