using System.Buffers;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Finds e-mail addresses that belong to a person: not invented ones, not those of an office or a program.</summary>
internal static class MailAddresses
{
    private const int MaxLocal = 64;
    private static readonly SearchValues<char> Local = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-");
    private static readonly SearchValues<char> Host = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    private static readonly HashSet<string> Offices = new(StringComparer.OrdinalIgnoreCase)
    {
        "git", "noreply", "no-reply", "donotreply", "do-not-reply", "support", "info", "contact", "hello", "help", "security", "sales", "team", "admin",
        "administrator", "office", "billing", "press", "legal", "privacy", "abuse", "postmaster", "webmaster", "root", "feedback", "jobs", "careers",
        "newsletter", "notifications", "alerts", "bot", "service", "hostmaster", "opensource", "oss", "dev", "developers", "mail", "marketing", "hr",
        "user", "users", "username", "you", "your", "yourname", "your-name", "your.name", "your-email", "youremail", "your_email", "me", "name", "email",
        "someone", "somebody", "person", "recipient", "sender", "customer", "client", "test", "tester", "foo", "bar", "example", "demo", "sample", "john",
        "jane", "john.doe", "jane.doe", "johndoe", "janedoe", "john.smith", "alice", "bob", "x", "xxx", "first.last", "firstname.lastname", "owner", "account",
        "ec2-user", "ubuntu", "deploy", "ci", "postgres", "ssh", "action", "actions", "a", "b", "c", "u", "manager", "boss", "finance", "accounting", "orders",
    };

    private static readonly HashSet<string> Invented = new(StringComparer.OrdinalIgnoreCase)
    {
        "example", "examples", "test", "invalid", "local", "localhost", "company", "yourcompany", "mycompany", "your-company", "domain", "yourdomain",
        "mydomain", "your-domain", "acme", "acmecorp", "acme-corp", "contoso", "fabrikam", "foo", "bar", "sample", "placeholder", "demo", "email", "corp",
        "client", "customer", "firm", "org", "site", "website", "mysite", "yoursite", "business", "startup", "noreply", "users", "host", "server", "internal",
    };

    private static readonly HashSet<string> FileEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        "png", "jpg", "jpeg", "gif", "svg", "webp", "md", "py", "js", "ts", "tsx", "jsx", "json", "yml", "yaml", "toml", "html", "css", "txt", "sh", "pdf",
        "git", "service", "timer", "socket", "target", "test", "example", "invalid", "local", "localhost", "internal", "lan", "noreply",
    };

    public static IEnumerable<TextSpan> In(string text)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (Around(text, at) is { } span && IsOfPerson(text.AsSpan(span.Start, at - span.Start), text.AsSpan(at + 1, span.End - at - 1)))
            {
                yield return span;
            }
        }
    }

    private static TextSpan? Around(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - MaxLocal - 1), Math.Min(at, MaxLocal + 1));
        var local = before[(before.LastIndexOfAnyExcept(Local) + 1)..].TrimStart(".-+%");
        var after = text.AsSpan(at + 1, Math.Min(text.Length - at - 1, 254));
        var host = (after.IndexOfAnyExcept(Host) is var end && end < 0 ? after : after[..end]).TrimEnd(".-");

        // What stands before or behind it makes "git@host:path", "//user@host" and "scope/@x" something else.
        var start = at - local.Length;
        var next = at + 1 + host.Length;
        return local.IsEmpty || local.Length > MaxLocal || (start > 0 && text[start - 1] is '/' or ':' && !IsMailTo(text, start))
            || (next < text.Length && text[next] is ':' or '/' or '@' or '(' or '{' or '<')
            ? null
            : TextSpan.Between(start, next);
    }

    private static bool IsMailTo(string text, int start) => text.AsSpan(0, start).EndsWith("mailto:", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfPerson(ReadOnlySpan<char> local, ReadOnlySpan<char> host)
    {
        var dot = host.LastIndexOf('.');
        if (dot <= 0 || host.Length - dot - 1 < 2 || host[(dot + 1)..].ContainsAnyInRange('0', '9') || !local.ContainsAnyInRange('A', 'z'))
        {
            return false;
        }

        var plus = local.IndexOf('+');
        var name = (plus > 0 ? local[..plus] : local).TrimEnd("0123456789").ToString();
        if (FileEndings.Contains(host[(dot + 1)..].ToString()) || Offices.Contains(name) || name.StartsWith("your", StringComparison.OrdinalIgnoreCase)
            || name.Contains("example", StringComparison.OrdinalIgnoreCase) || name.Contains("reply", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var range in host[..dot].Split('.'))
        {
            var label = host[range];
            if (Invented.Contains(label.ToString()) || label.Contains("example", StringComparison.OrdinalIgnoreCase)
                || label.StartsWith("your", StringComparison.OrdinalIgnoreCase) || label.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }
}
