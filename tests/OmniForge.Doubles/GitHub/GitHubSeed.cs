using System.Text;

namespace OmniForge.Doubles.GitHub;

/// <summary>The studio's repositories: a website with issues, pull requests and files, and private notes.</summary>
internal static class GitHubSeed
{
    private static readonly string[] Troubles =
    [
        "Contact form loses umlauts", "Menu covers the logo on small screens", "Photos load slowly", "Dates are shown in the wrong order",
        "Newsletter link is broken", "Search finds nothing for two words", "Footer shows last year", "Map does not open",
    ];

    public static GitHubUser Fill(GitHubSite site)
    {
        var studio = site.AddUser("harbor-studio", "Harbor Studio");
        var mara = site.AddUser("mara-harbor", "Mara Lindqvist");
        var derek = site.AddUser("derek-harbor", "Derek Osei");
        site.Join(mara, studio);
        site.Join(derek, studio);
        var website = site.AddRepository(studio, "website");
        for (var at = 0; at < 40; at++)
        {
            var issue = website.AddIssue(at % 3 == 0 ? mara : derek, $"{Troubles[at % Troubles.Length]} ({at + 1})", "Seen by a client.", at % 4 == 0 ? ["bug", "urgent"] : ["bug"]);
            issue.Open = at % 5 != 4;
        }

        website.AddPull(derek, "Mend the contact form", "contact-form", new GitHubChange(
            "src/form.js", "modified", "@@ -1,2 +1,2 @@\n-const charset = 'latin1';\n+const charset = 'utf-8';\n export default charset;"));
        website.AddPull(mara, "Add a page about us", "about", new GitHubChange("src/about.md", "added", "@@ -0,0 +1 @@\n+# About us"));
        website.Commit(mara, "Begin", "README.md", Encoding.UTF8.GetBytes("# The website of Harbor Studio\n"));
        website.Commit(derek, "Add the form", "src/form.js", Encoding.UTF8.GetBytes("const charset = 'latin1';\nexport default charset;\n"));
        site.AddRepository(studio, "notes", isPrivate: true).AddIssue(mara, "Plan the summer party");
        return mara;
    }
}
