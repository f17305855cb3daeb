namespace OmniForge.Doubles.Linear;

/// <summary>The questions that are known here.</summary>
internal static class LinearQueries
{
    /// <summary>What each costs, by the type it leads to.</summary>
    public static readonly IReadOnlyDictionary<string, (string Type, bool Many)> Known = new Dictionary<string, (string, bool)>(StringComparer.Ordinal)
    {
        ["viewer"] = ("User", false),
        ["organization"] = ("Organization", false),
        ["teams"] = ("Team", true),
        ["team"] = ("Team", false),
        ["users"] = ("User", true),
        ["workflowStates"] = ("WorkflowState", true),
        ["issueLabels"] = ("IssueLabel", true),
        ["issues"] = ("Issue", true),
        ["issue"] = ("Issue", false),
        ["searchIssues"] = ("Issue", true),
    };

    public static JsonNode? Answer(GraphField field, LinearOrganization organization, LinearAnswers answers) => field.Name switch
    {
        "viewer" => answers.One(organization.Viewer, "User", field.Fields),
        "organization" => answers.One(organization, "Organization", field.Fields),
        "teams" => answers.Page(organization.Teams, "Team", field),
        "team" => answers.One(Team(organization, field.Need("id")), "Team", field.Fields),
        "users" => answers.Page(organization.Users, "User", field),
        "workflowStates" => answers.Page(organization.Teams.SelectMany(team => team.States), "WorkflowState", field),
        "issueLabels" => answers.Page(organization.Teams.SelectMany(team => team.Labels), "IssueLabel", field),
        "issues" => answers.Page(Living(organization, field), "Issue", field),
        "issue" => answers.One(Issue(organization, field.Need("id")), "Issue", field.Fields),
        "searchIssues" => Search(field, organization, answers),
        _ => throw LinearErrors.Invalid($"Cannot query field \"{field.Name}\" on type \"Query\"."),
    };

    /// <summary>An issue by its id or its key.</summary>
    public static LinearIssue Issue(LinearOrganization organization, string id)
        => organization.Issues.FirstOrDefault(issue => issue.Id == id || issue.Identifier.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw LinearErrors.Missing("Issue");

    public static LinearTeam Team(LinearOrganization organization, string id)
        => organization.Teams.FirstOrDefault(team => team.Id == id || team.Key == id) ?? throw LinearErrors.Missing("Team");

    private static JsonObject Search(GraphField field, LinearOrganization organization, LinearAnswers answers)
    {
        var words = field.Need("term").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var team = field.Text("teamId");
        var found = Living(organization, field)
            .Where(issue => team is null || issue.Team.Id == team)
            .Where(issue => words.All(word => Says(issue.Title, word) || Says(issue.Description, word) || Says(issue.Identifier, word)));
        return answers.Page(found, "Issue", field, "term", "teamId", "includeComments");
    }

    private static IEnumerable<LinearIssue> Living(LinearOrganization organization, GraphField field)
        => organization.Issues.Where(issue => issue.ArchivedAt is null || field.Truth("includeArchived"));

    private static bool Says(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
