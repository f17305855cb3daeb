using System.Globalization;

namespace OmniForge.Doubles.Linear;

/// <summary>An issue.</summary>
public sealed class LinearIssue(string id, LinearTeam team, int number, LinearUser creator, string title, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    public LinearTeam Team { get; } = team;

    public int Number { get; } = number;

    public LinearUser Creator { get; } = creator;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>Such as `WEB-12`.</summary>
    public string Identifier => string.Create(CultureInfo.InvariantCulture, $"{Team.Key}-{Number}");

    public string Title { get; set; } = title;

    public string? Description { get; set; }

    /// <summary>0 for none, 1 for urgent, to 4 for low.</summary>
    public int Priority { get; set; }

    public string? DueDate { get; set; }

    public LinearState State { get; set; } = team.States[0];

    public LinearUser? Assignee { get; set; }

    public List<LinearLabel> Labels { get; } = [];

    public List<LinearComment> Comments { get; } = [];

    public DateTimeOffset UpdatedAt { get; set; } = createdAt;

    public DateTimeOffset? ArchivedAt { get; set; }
}
