#pragma once

#include <string>

/// One receipt, made by another implementation (Python's hashlib and cryptography) straight from
/// the specifications: the ledger's key is of seed 01…01, the witnesses' of 02…02 and 03…03; entry
/// i is "entry <i>".
namespace minutebook::tlog::golden {

inline const std::string log_key =
    "minutebook.example/zhejiang+7b17bfc0+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
inline const std::string witness_1 =
    "witness.example/w1+df1c0a35+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU";
inline const std::string witness_2 =
    "witness.example/w2+bfff2874+BO1JKMYo0cLG6ukDOJBZlWEpWSc6XGP5NjbBRhSshzfR";

inline const std::string proof_of_6 =
    "c2sp.org/tlog-proof@v1\n"
    "extra cmVjZWlwdCA2\n"
    "index 6\n"
    "Rn73BqsCMMU7SGYrU3boFVbdCx4Ss2dBA/9z7i4Fh/Q=\n"
    "3QN52DrH8WTn7qMM3O+1dQglTEj3Zq/M09l2Nl4yjMw=\n"
    "l5nzB1F+9RfCIF35tndivzR1ayAJn7ffzOdrzr0nOy4=\n"
    "Gg7P34r3oeK3sD6u30u69aQetycGEXXjRiBCvpuP4wA=\n"
    "\n"
    "minutebook.example/zhejiang\n"
    "11\n"
    "MpIghwdLQvu/Ojo2cjqyeCX9m62x4pvd68P+qD6ewE0=\n"
    "\n"
    "— minutebook.example/zhejiang "
    "exe/wErDLRsmIqoKXxFvyVnznR/0cOGIh7rdBlRLows9/lE0wArlW0wBiTiY+D+EDtRB+dmQIJ32YoIy8ORyH2pgnws=\n"
    "— witness.example/w1 "
    "3xwKNQAAAABpVbkAEU8Gw+e1KURNaHEX7BkCZuk3588PeJEJZAOu2Z0wOphUX6P/VdEG3blWsNzv2+t29oNvYJQc8wYO/"
    "FuxDCbNBQ==\n"
    "— witness.example/w2 "
    "v/8odAAAAABpVbkBBVgR3IodEko3mXqkHrqCAYSaqf/yOLDHgi7p0K/"
    "nanmBi34JTKv8n7r0ysJyLYE65oCoAsYua+0rvF3R/7mUCw==\n";

}  // namespace minutebook::tlog::golden
