namespace OmniForge.Integrations.Linear;

/// <summary>All that is ever asked of Linear. Values go along as variables, so no text of a model becomes part of a question.</summary>
internal static class LinearDocuments
{
    private const string Issue = "id identifier title priorityLabel dueDate updatedAt url state { name } assignee { name } team { id key }";

    public const string Viewer = "query OmniForgeViewer { viewer { id name } organization { id name } }";

    public const string Teams =
        "query OmniForgeTeams($first: Int!, $after: String) { teams(first: $first, after: $after) { nodes { id key name } pageInfo { hasNextPage endCursor } } }";

    public const string Users =
        "query OmniForgeUsers($first: Int!, $after: String) { users(first: $first, after: $after) { nodes { id name displayName email } pageInfo { hasNextPage endCursor } } }";

    public const string TeamParts =
        "query OmniForgeTeamParts($id: String!) { team(id: $id) { states(first: 100) { nodes { id name } } labels(first: 200) { nodes { id name } } } }";

    public const string Issues =
        $"query OmniForgeIssues($first: Int!, $after: String, $filter: IssueFilter) {{ issues(first: $first, after: $after, filter: $filter, orderBy: updatedAt) {{ nodes {{ {Issue} labels(first: 10) {{ nodes {{ name }} }} }} pageInfo {{ hasNextPage endCursor }} }} }}";

    public const string Search =
        $"query OmniForgeSearch($term: String!, $first: Int!, $after: String, $team: String) {{ searchIssues(term: $term, first: $first, after: $after, teamId: $team) {{ nodes {{ {Issue} labels(first: 10) {{ nodes {{ name }} }} }} pageInfo {{ hasNextPage endCursor }} }} }}";

    public const string OneIssue =
        $"query OmniForgeIssue($id: String!) {{ issue(id: $id) {{ {Issue} description createdAt creator {{ name }} labels(first: 50) {{ nodes {{ name }} }} comments(first: 100) {{ nodes {{ body createdAt user {{ name }} }} pageInfo {{ hasNextPage }} }} }} }}";

    public const string CreateIssue =
        "mutation OmniForgeCreateIssue($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { id identifier url } } }";

    public const string UpdateIssue =
        "mutation OmniForgeUpdateIssue($id: String!, $input: IssueUpdateInput!) { issueUpdate(id: $id, input: $input) { success issue { id identifier url } } }";

    public const string AddComment =
        "mutation OmniForgeAddComment($input: CommentCreateInput!) { commentCreate(input: $input) { success comment { id url } } }";

    public const string ArchiveIssue = "mutation OmniForgeArchiveIssue($id: String!) { issueArchive(id: $id) { success } }";
}
