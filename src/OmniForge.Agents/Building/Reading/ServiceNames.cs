namespace OmniForge.Agents.Building.Reading;

/// <summary>Services that people name: the product's own, and others that it does not know.</summary>
internal static class ServiceNames
{
    public static readonly IReadOnlyList<string> Known = ["notion", "slack", "linear", "github"];

    private static readonly (string Words, string Name)[] Others =
    [
        ("google sheets", "Google Sheets"), ("google sheet", "Google Sheets"), ("google drive", "Google Drive"), ("google calendar",
            "Google Calendar"), ("google docs", "Google Docs"), ("gmail", "Gmail"),
        ("microsoft teams", "Microsoft Teams"), ("ms teams", "Microsoft Teams"), ("outlook", "Outlook"), ("sharepoint", "SharePoint"),
            ("onedrive", "OneDrive"), ("trello", "Trello"), ("asana", "Asana"), ("jira", "Jira"),
        ("airtable", "Airtable"), ("salesforce", "Salesforce"), ("hubspot", "HubSpot"), ("zapier", "Zapier"), ("dropbox", "Dropbox"),
            ("discord", "Discord"), ("whatsapp", "WhatsApp"), ("telegram", "Telegram"), ("zoom", "Zoom"),
        ("stripe", "Stripe"), ("shopify", "Shopify"), ("monday com", "monday.com"), ("clickup", "ClickUp"), ("confluence", "Confluence"),
            ("gitlab", "GitLab"), ("bitbucket", "Bitbucket"), ("figma", "Figma"),
        ("twitter", "Twitter"), ("facebook", "Facebook"), ("instagram", "Instagram"), ("linkedin", "LinkedIn"), ("youtube", "YouTube"),
            ("zendesk", "Zendesk"), ("intercom", "Intercom"), ("quickbooks", "QuickBooks"),
        ("xero", "Xero"), ("basecamp", "Basecamp"), ("todoist", "Todoist"), ("evernote", "Evernote"), ("mailchimp", "Mailchimp"),
            ("pipedrive", "Pipedrive"), ("snowflake", "Snowflake"), ("tableau", "Tableau"), ("power bi", "Power BI"),
        ("datadog", "Datadog"), ("pagerduty", "PagerDuty"), ("freshdesk", "Freshdesk"), ("servicenow", "ServiceNow"), ("sap", "SAP"),
            ("mattermost", "Mattermost"), ("postgres", "PostgreSQL"), ("mysql", "MySQL"), ("spotify", "Spotify"),
        ("email", "e-mail"), ("e mail", "e-mail"), ("emails", "e-mail"), ("sms", "text messages"), ("text message", "text messages"),
            ("mail me", "e-mail"), ("mail it", "e-mail"), ("mail the", "e-mail"),
    ];

    public static string Title(string id) => id switch
    {
        "github" => "GitHub",
        "notion" => "Notion",
        "slack" => "Slack",
        "linear"
        => "Linear",
        _ => id
    };

    /// <summary>Words that are near a name and mean something else.</summary>
    private static readonly HashSet<string> Lookalikes = new(StringComparer.Ordinal)
    {
        "nation", "nations", "notice", "notions", "motion", "option", "stack", "slick", "snack", "shack", "smack", "slacks", "black", "lack", "liner", "liners", "linen",
        "lineal",
    };

    /// <summary>The integration that the words from <paramref name="at"/> on name, also misspelt; null = none.</summary>
    public static string? Find(IReadOnlyList<Word> words, int at, out int length)
    {
        length = 1;
        var word = words[at];
        if (word.Kind == WordKind.Quote || word.Kind == WordKind.Mark)
        {
            return null;
        }

        if (word.Is("git") && at + 1 < words.Count && words[at + 1].Is("hub"))
        {
            length = 2;
            return "github";
        }

        var said = word.Text;
        return Known.Contains(said) ? said : said.Length < 4 || Lookalikes.Contains(said) ? null : Known.FirstOrDefault(known => Misspelt(said, known));
    }

    private static bool Misspelt(string said, string known)
        => said[0] == known[0] && Math.Abs(said.Length - known.Length) <= 1 && Spelling.Distance(said, known) == 1;

    public static List<string> Unsupported(IReadOnlyList<Word> words, Func<string, bool> inTable)
    {
        var text = " " + Words.Join(words).ToLowerInvariant() + " ";
        return [.. Others.Where(other => text.Contains(" " + other.Words + " ", StringComparison.Ordinal)
            && !inTable(other.Words)).Select(other => other.Name).Distinct()];
    }
}
