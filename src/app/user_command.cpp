#include "app/user_command.h"

#include <cstdio>
#include <iostream>

#include <termios.h>
#include <unistd.h>

#include "app/api/members.h"
#include "business/company/people/people.h"
#include "platform/identity/identity.h"

namespace bihuan {

namespace {

struct UserOptions {
    std::string company;
    std::string login;
    std::string person;
    std::string name;
    std::string role = "administrator";
};

/// Typed characters are not shown while it lives.
class HiddenInput {
public:
    HiddenInput() {
        terminal_ = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!terminal_) return;
        auto hidden = before_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
        fmt::print(stderr, "New password: ");
    }
    ~HiddenInput() {
        if (!terminal_) return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        fmt::print(stderr, "\n");
    }
    HiddenInput(const HiddenInput&) = delete;
    HiddenInput& operator=(const HiddenInput&) = delete;

private:
    bool terminal_ = false;
    termios before_{};
};

/// The first line of standard input: never an argument, which every user of the machine could read.
std::string read_password() {
    const HiddenInput hidden;
    std::string password;
    std::getline(std::cin, password);
    return password;
}

const Viewer& operator_viewer() {
    static const Viewer viewer = Viewer::system("command line");
    return viewer;
}

identity::Identity make_identity(Database& database, const Clock& clock) {
    return {database, clock, api::make_members(clock), api::identity_options()};
}

std::int64_t person_of_login(Database& database, const std::string& login) {
    const auto account = database.read(operator_viewer(), [&](Session& session) {
        return identity::find_account(session, identity::normal_login(login));
    });
    if (!account) throw Error(ErrorCode::NotFound, fmt::format("There is no account {}.", login));
    return account->person_id;
}

/// The person with the code, made with name and role when there is none.
Person find_or_make_person(Database& database, const Clock& clock, const UserOptions& options) {
    return database.write(operator_viewer(), clock, [&](Transaction& transaction) {
        if (auto found = transaction.find_by<Person>("code", options.person)) return *found;
        const auto role = choice_named<Role>(options.role);
        if (!role)
            throw Error(ErrorCode::InvalidInput, fmt::format("There is no role {}.", options.role));
        Values values = to_values(Person{
            .code = options.person,
            .name = options.name.empty() ? options.person : options.name,
            .roles = {*role},
        });
        add_row(transaction, people::resource(), values, "bihuan user add");
        return from_row<Person>(values);
    });
}

int list_users(const UserOptions& options) {
    const auto database = open_existing_company(options.company);
    database->read(operator_viewer(), [](Session& session) {
        for (const auto& account : identity::all_accounts(session)) {
            const auto person = session.find(Id<Person>{account.person_id});
            fmt::print("{:<24}{:<16}{}{}\n",
                       account.login,
                       person ? person->code : "",
                       person ? person->name : "(gone)",
                       account.demo_password          ? "  (demo password)"
                       : account.must_change_password ? "  (must change the password)"
                                                      : "");
        }
    });
    return 0;
}

int add_user(UserOptions options) {
    if (options.person.empty()) options.person = options.login;
    const SystemClock clock;
    const auto database = open_company(options.company);
    const auto password = read_password();
    // Before the person is made: a password that is refused leaves nothing behind.
    const auto issues = identity::find_password_issues(
        {.login = options.login, .known_words = {options.name, options.person}}, password);
    if (!issues.empty()) throw Error(ErrorCode::InvalidInput, "The password will not do.", issues);
    const auto person = find_or_make_person(*database, clock, options);
    make_identity(*database, clock)
        .set_password(
            operator_viewer(), {.person_id = person.id.value, .login = options.login}, password);
    fmt::print("{} signs in as {}, and is asked for a password of their own at first.\n",
               person.name,
               identity::normal_login(options.login));
    return 0;
}

int change_password(const UserOptions& options) {
    const SystemClock clock;
    const auto database = open_company(options.company);
    const auto person_id = person_of_login(*database, options.login);
    make_identity(*database, clock)
        .set_password(
            operator_viewer(), {.person_id = person_id, .login = options.login}, read_password());
    fmt::print(
        "{} has a new password, to be changed at the next sign-in; open sessions have ended.\n",
        options.login);
    return 0;
}

int remove_user(const UserOptions& options) {
    const SystemClock clock;
    const auto database = open_company(options.company);
    const auto person_id = person_of_login(*database, options.login);
    make_identity(*database, clock).erase_account(operator_viewer(), person_id);
    fmt::print("{} can no longer sign in.\n", options.login);
    return 0;
}

}  // namespace

void add_user_command(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand("user", "Who can sign in");
    command->require_subcommand(1);
    command->footer("Example: bihuan user add wang --person P001 --role sales_manager");
    const auto options = std::make_shared<UserOptions>();
    const auto add = [&](const char* name, const char* text, auto action, bool needs_login) {
        auto* sub = command->add_subcommand(name, text);
        add_company_option(*sub, options->company);
        if (needs_login)
            sub->add_option("login", options->login, "The name to sign in by")->required();
        act(*sub, choose, [=] { return action(*options); });
        return sub;
    };
    add("list", "Every account", list_users, false);
    auto* made = add("add", "An account; the password is read from standard input", add_user, true);
    made->add_option("--person", options->person, "The person's code; the login when not given");
    made->add_option("--name", options->name, "The person's name, when the person is new");
    made->add_option("--role", options->role, "The person's role, when the person is new")
        ->capture_default_str();
    add("password", "A new password, read from standard input", change_password, true);
    add("remove", "Take an account away", remove_user, true);
}

}  // namespace bihuan
