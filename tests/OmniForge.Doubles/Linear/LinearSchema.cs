namespace OmniForge.Doubles.Linear;

/// <summary>The types and fields that are known here, a part of Linear's.</summary>
internal static class LinearSchema
{
    private static readonly string[] Priorities = ["No priority", "Urgent", "High", "Medium", "Low"];

    public static readonly IReadOnlyDictionary<string, GraphType> Types = new[]
    {
        new GraphType("Issue")
            .Plain<LinearIssue>("id", issue => issue.Id)
            .Plain<LinearIssue>("identifier", issue => issue.Identifier)
            .Plain<LinearIssue>("number", issue => issue.Number)
            .Plain<LinearIssue>("title", issue => issue.Title)
            .Plain<LinearIssue>("description", issue => issue.Description)
            .Plain<LinearIssue>("priority", issue => issue.Priority)
            .Plain<LinearIssue>("priorityLabel", issue => Priorities[issue.Priority])
            .Plain<LinearIssue>("dueDate", issue => issue.DueDate)
            .Plain<LinearIssue>("url", issue => $"https://linear.app/harbor-studio/issue/{issue.Identifier}")
            .Plain<LinearIssue>("branchName", issue => issue.Identifier.ToLowerInvariant())
            .Plain<LinearIssue>("createdAt", issue => issue.CreatedAt)
            .Plain<LinearIssue>("updatedAt", issue => issue.UpdatedAt)
            .Plain<LinearIssue>("archivedAt", issue => issue.ArchivedAt)
            .One<LinearIssue>("state", "WorkflowState", issue => issue.State)
            .One<LinearIssue>("assignee", "User", issue => issue.Assignee)
            .One<LinearIssue>("creator", "User", issue => issue.Creator)
            .One<LinearIssue>("team", "Team", issue => issue.Team)
            .Many<LinearIssue>("labels", "IssueLabel", issue => issue.Labels)
            .Many<LinearIssue>("comments", "Comment", issue => issue.Comments),
        new GraphType("Team")
            .Plain<LinearTeam>("id", team => team.Id)
            .Plain<LinearTeam>("key", team => team.Key)
            .Plain<LinearTeam>("name", team => team.Name)
            .Many<LinearTeam>("states", "WorkflowState", team => team.States)
            .Many<LinearTeam>("labels", "IssueLabel", team => team.Labels),
        new GraphType("WorkflowState")
            .Plain<LinearState>("id", state => state.Id)
            .Plain<LinearState>("name", state => state.Name)
            .Plain<LinearState>("type", state => state.Type),
        new GraphType("IssueLabel")
            .Plain<LinearLabel>("id", label => label.Id)
            .Plain<LinearLabel>("name", label => label.Name),
        new GraphType("User")
            .Plain<LinearUser>("id", user => user.Id)
            .Plain<LinearUser>("name", user => user.Name)
            .Plain<LinearUser>("displayName", user => user.DisplayName)
            .Plain<LinearUser>("email", user => user.Email)
            .Plain<LinearUser>("active", _ => true),
        new GraphType("Comment")
            .Plain<LinearComment>("id", comment => comment.Id)
            .Plain<LinearComment>("body", comment => comment.Body)
            .Plain<LinearComment>("createdAt", comment => comment.CreatedAt)
            .Plain<LinearComment>("updatedAt", comment => comment.CreatedAt)
            .Plain<LinearComment>("url", comment => $"https://linear.app/harbor-studio/issue/{comment.Issue.Identifier}#comment-{comment.Id[..8]}")
            .One<LinearComment>("user", "User", comment => comment.Author)
            .One<LinearComment>("issue", "Issue", comment => comment.Issue),
        new GraphType("Organization")
            .Plain<LinearOrganization>("id", organization => organization.Id)
            .Plain<LinearOrganization>("name", organization => organization.Name)
            .Plain<LinearOrganization>("urlKey", organization => organization.UrlKey),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);
}
