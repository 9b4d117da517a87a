#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Which passwords others would try first. Guesses are counted by zxcvbn, which knows words, names,
// keyboards, dates, repeats and swapped letters ("p@ssw0rd"); passwords/common.txt adds what is
// common in China, and the caller adds what strangers know about the person.
namespace bihuan::identity {

/// What somebody who knows the person would try.
struct PasswordOwner {
    std::string login;
    std::vector<std::string> known_words = {};  ///< Name, code, e-mail, phone, company.
};

/// What is wrong with a new password, at "/new_password"; empty when it will do: 10 to 200
/// characters without control signs, and more than about ten thousand million guesses. Compared
/// without regard to case, width and the usual swaps of letters. Never repeats the password.
Issues find_password_issues(const PasswordOwner& owner, std::string_view password);

}  // namespace bihuan::identity
